using FluentValidation;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Charter;
using TaskForce.Core.Data;

namespace TaskForce.Core.BuyIn;

/// <summary>What is typed to judge an indicator that no record speaks to.</summary>
public sealed class JudgedValueForm : IGuardedForm
{
    public string Key { get; set; } = "";
    public int? Value { get; set; }
    public string Reason { get; set; } = "";

    /// <summary>The version of the judgment that the person saw; null where none stood.</summary>
    public Guid? Version { get; set; }
    public bool ConfirmedNoVictimData { get; set; }

    public sealed class Rules : AbstractValidator<JudgedValueForm>
    {
        public Rules()
        {
            RuleFor(f => f.Key).NotEmpty().WithMessage("Choose the indicator.");
            RuleFor(f => f.Value).Must(value => value is >= 0 and <= 100).WithMessage("Write a figure from 0 to 100.");
            RuleFor(f => f.Reason).Must(reason => !string.IsNullOrWhiteSpace(reason)).WithMessage("Say why you think so.").MaximumLength(300).WithMessage("Keep the reason under 300 characters.").GuardedText();
        }
    }
}

/// <summary>A judged value as it stands beside its indicator.</summary>
public sealed record JudgedLine(string Key, int Value, string Reason, string By, DateOnly On, DateOnly Until, Guid Version);

/// <summary>Judgments beside indicators without a record. Candid, gone after half a year, and never part of an index, a review or a count.</summary>
public sealed class JudgedValues(Databases databases)
{
    /// <summary>Those of a partner that still stand.</summary>
    public async Task<IReadOnlyList<JudgedLine>> OfPartnerAsync(Actor actor, Guid partnerId, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadCandid, Subject.Partner(partnerId));
        await using var db = await databases.OpenAsync(actor, ct);
        await OwnAgency.LogAsync(db, actor, [partnerId], ct);
        var today = databases.Clock.Today;
        return [.. (await db.JudgedValues.AsNoTracking().Where(j => j.PartnerId == partnerId).ToListAsync(ct)).Where(j => j.JudgedOn <= today && today <= j.Until)
            .Select(j => new JudgedLine(j.Key, j.Value, j.Reason, j.ByName, j.JudgedOn, j.Until, j.Version))];
    }

    /// <summary>Judges an indicator of a partner, or judges it anew.</summary>
    /// <exception cref="RefusedException">A record speaks to it: nobody's opinion stands beside that.</exception>
    /// <exception cref="StaleRecordException">Somebody judged it in between.</exception>
    public async Task<Saved> JudgeAsync(Actor actor, Guid partnerId, JudgedValueForm form, CancellationToken ct = default)
    {
        await new JudgedValueForm.Rules().ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.WriteCandid, Subject.Partner(partnerId));
        await using var db = await databases.OpenAsync(actor, ct);
        var today = databases.Clock.Today;
        var definitions = await Standings.DefinitionsAsync(db, ct);
        var charters = await Charters.AllAsync(db, ct);
        var facts = (await PartnerFactsReader.LoadAsync(db, [partnerId], [today], ct)).GetValueOrDefault(partnerId) ?? throw new NotFoundException("partner");
        var indicator = PartnerBuyIn.On(facts, definitions, BuyInRules.On(charters, today), today).Indicators.FirstOrDefault(i => i.Key == form.Key) ?? throw new NotFoundException("indicator");
        if (indicator.Value is not null) throw new RefusedException("Records speak to this indicator. Mend the record where it is wrong; nobody's opinion stands beside it.", nameof(JudgedValueForm.Key));
        var judged = await db.JudgedValues.FirstOrDefaultAsync(j => j.PartnerId == partnerId && j.Key == form.Key, ct);
        // One that is over half a year old is gone for everybody: whoever judges anew saw none.
        if (form.Version != (judged is not null && judged.JudgedOn <= today && today <= judged.Until ? judged.Version : null))
            throw new StaleRecordException(nameof(JudgedValue), judged?.Id ?? Guid.Empty);
        if (judged is null) db.Add(judged = new() { PartnerId = partnerId, Key = form.Key, Reason = "", ByName = "" });
        (judged.Value, judged.Reason, judged.ByName, judged.JudgedOn) = (form.Value!.Value, form.Reason.Trim(), actor.Name, today);
        // Not the standing: a judgment moves no figure.
        await db.SaveChangesAsync(ct);
        return new(judged.Id, db.ChangeId);
    }
}
