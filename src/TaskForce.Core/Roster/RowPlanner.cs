using TaskForce.Core.Access;
using TaskForce.Core.Bodies;
using TaskForce.Core.Data;
using TaskForce.Core.Partners;

namespace TaskForce.Core.Roster;

/// <summary>Plans one row after the other. People of earlier rows are remembered, so that a person who stands in two rows is made once.</summary>
internal sealed class RowPlanner(ImportChoices choices, ImportColumns columns, ImportAgencies agencies, ImportBodies bodies, DateOnly today)
{
    private static readonly RosterField[] PartnerFields =
    [
        RosterField.PartnerShortName, RosterField.PartnerLevel, RosterField.PartnerWebsite, RosterField.PartnerAddress, RosterField.PartnerServiceArea,
        RosterField.PartnerServices, RosterField.PartnerPopulations, RosterField.PartnerLanguages,
    ];

    private readonly Dictionary<string, ImportPerson> _byEmail = new(StringComparer.Ordinal);
    private readonly Dictionary<(Guid Partner, string Name), ImportPerson> _byName = [];
    private readonly Dictionary<Guid, ImportPerson> _known = [];
    private readonly Dictionary<(Guid Partner, RosterField Field), string> _partnerValues = [];
    private readonly HashSet<(Guid Partner, string Tag)> _tags = [];
    private readonly HashSet<(Guid Partner, string Text)> _notes = [];
    private readonly HashSet<Guid> _taken = [];

    /// <summary>Plans a row.</summary>
    /// <param name="number">Its number in the sheet.</param>
    /// <param name="cells">Its cells.</param>
    /// <param name="choice">What a person decided about it.</param>
    /// <param name="roster">The roster as far as the row may touch it.</param>
    /// <param name="again">Where the very same row stood before, as a sentence; or null.</param>
    public RowPlan Plan(int number, IReadOnlyList<string> cells, RowChoice choice, ImportRoster roster, string? again)
    {
        var plan = new RowPlan(number);
        if (choice.Skip)
        {
            plan.Outcome = RowOutcome.Skip;
            plan.Result = "Left out, as you chose";
            return plan;
        }
        var name = columns.Name(cells);
        var title = ImportColumns.Clean(columns.Read(cells, RosterField.Post));
        var (emails, emailProblem) = CellText.Emails(columns.Read(cells, RosterField.Email));
        var phones = CellText.Phones(columns.Read(cells, RosterField.Phone));
        var namesSomebody = name.Length > 0 || title.Length > 0 || emails.Count > 0 || phones.Count > 0;
        if (emailProblem is not null) plan.Look(ReasonCode.Email, columns.Column(RosterField.Email), emailProblem + ".");
        Agency(plan, cells);
        var seatClass = Class(plan, cells);
        Since(plan, cells, choice);
        Note(plan, cells, choice, roster);
        if (again is not null && name.Length == 0 && emails.Count == 0)
        {
            plan.Reasons.Clear();
            plan.Tell(ReasonCode.SameRow, null, again);
            plan.Outcome = RowOutcome.Skip;
            plan.Result = "Nothing new";
            return plan;
        }
        if (plan.Agency is null || plan.NeedsALook && plan.Agency.Likely.Count > 0 && !plan.Agency.Chosen)
            return Finish(plan, namesSomebody);
        PartnerValues(plan, cells, choice, roster);
        if (namesSomebody)
        {
            plan.Person = Recorded(cells, roster) ?? Person(plan, name, title, emails, choice, roster);
            if (plan.Person is { } person)
            {
                plan.Name = name;
                Details(plan, person, name, title, emails, phones, cells);
                Seats(plan, person, cells, seatClass, roster);
                Remember(plan, person, name, emails);
            }
        }
        return Finish(plan, namesSomebody);
    }

    /// <summary>The digits of a telephone number, by which two spellings of it are the same.</summary>
    public static string Digits(string phone)
    {
        var digits = new string([.. phone.Where(char.IsAsciiDigit)]);
        return digits.Length == 11 && digits[0] == '1' ? digits[1..] : digits;
    }

    private void Agency(RowPlan plan, IReadOnlyList<string> cells)
    {
        var column = columns.Column(RosterField.Partner);
        var spelling = ImportColumns.Clean(columns.Read(cells, RosterField.Partner));
        if (agencies.Find(spelling) is not { } agency)
        {
            plan.Look(ReasonCode.NoPartner, column, "No organization is given. Write the partner's name here, or leave the row out.");
            return;
        }
        plan.Agency = agency.Root;
        if (agency.Root.Archived)
            plan.Look(ReasonCode.PartnerArchived, column, $"“{agency.Root.Name}” is in the archive. Restore it first, or choose what it means.");
        else if (agency is { SameAs: null, Chosen: false, Likely.Count: > 0 })
            plan.Look(ReasonCode.PartnerLikely, column, $"“{spelling}” may be “{agency.Likely[0].Name}”: {agency.Likely[0].Why}.");
        else if (agency.Root is { IsNew: true, KindId: null })
            plan.Look(ReasonCode.PartnerKind, column, $"What kind of partner “{agency.Root.Name}” is cannot be told from its name.");
        if (plan.Agency is { } root && (agency != root || agency.Spellings.Count > 1 || !root.IsNew) && root.Name != spelling)
            plan.Tell(ReasonCode.Note, column, $"Taken for “{root.Name}”{(root.IsNew ? ", a new partner" : "")}.");
    }

    private SeatClass Class(RowPlan plan, IReadOnlyList<string> cells)
    {
        if (!columns.Has(RosterField.SeatClass)) return SeatClass.Voting;
        var word = columns.Read(cells, RosterField.SeatClass);
        if (word.Length == 0) return SeatClass.Nonvoting;
        if (CellText.Seat(word) is { } seat) return seat;
        plan.Look(ReasonCode.Voting, columns.Column(RosterField.SeatClass), $"“{CellText.Short(word)}” does not say whether the seat votes. Write yes, no, alternate or ex officio.");
        return SeatClass.Nonvoting;
    }

    private void Since(RowPlan plan, IReadOnlyList<string> cells, RowChoice choice)
    {
        var text = columns.Read(cells, RosterField.Since);
        if (text.Length == 0 || choice.NoDate) return;
        var column = columns.Column(RosterField.Since);
        var reading = DateReading.Of(text, choices.DateStyle);
        if (reading.Ambiguous) plan.Look(ReasonCode.DateAmbiguous, column, $"“{text}” can be read in two ways. Choose for the whole column whether the month or the day comes first.");
        else if (reading.Problem is { } problem) plan.Look(ReasonCode.DateWrong, column, $"“{CellText.Short(text)}”: {problem}.");
        else if (reading.Date > today) plan.Look(ReasonCode.DateWrong, column, $"“{CellText.Short(text)}” is after today.");
        else
        {
            plan.Since = reading.Date;
            if (reading.Note is { } note) plan.Tell(ReasonCode.DateNote, column, $"“{text}”: {note}.");
        }
    }

    private void Note(RowPlan plan, IReadOnlyList<string> cells, RowChoice choice, ImportRoster roster)
    {
        var note = columns.Read(cells, RosterField.Notes);
        if (note.Length == 0 || plan.Agency is not { } agency) return;
        if (roster.Notes.Contains((agency.Id, note)) || _notes.Contains((agency.Id, note))) return;
        plan.Note = note;
        if (FormulaGuard.HasFormula(note)) plan.Tell(ReasonCode.Note, columns.Column(RosterField.Notes), "It holds a formula. It is kept as the text it is and never worked out.");
        Guard(plan, note, RosterField.Notes, choice);
    }

    private void Guard(RowPlan plan, string text, RosterField field, RowChoice choice)
    {
        if (!choice.KeepNote && PersonalDataGuard.Look(text) is { Count: > 0 } findings)
            plan.Look(ReasonCode.PersonalData, columns.Column(field), PersonalDataGuard.Sentence(findings));
    }

    private void PartnerValues(RowPlan plan, IReadOnlyList<string> cells, RowChoice choice, ImportRoster roster)
    {
        var agency = plan.Agency!;
        roster.Partners.TryGetValue(agency.Id, out var partner);
        foreach (var field in PartnerFields)
        {
            var value = columns.Read(cells, field);
            if (value.Length == 0) continue;
            if (field is RosterField.PartnerPopulations or RosterField.PartnerLanguages) value = string.Join(", ", CellText.List(value));
            if (field == RosterField.PartnerLevel)
            {
                if (KindGuess.LevelOf(value) is not { } level) { plan.Tell(ReasonCode.Note, columns.Column(field), $"“{CellText.Short(value)}” is no level that is known here; it is left out."); continue; }
                value = level.ToString();
            }
            var current = _partnerValues.TryGetValue((agency.Id, field), out var earlier) ? earlier : partner is null ? "" : PartnerValue.Of(partner, field);
            if (value == current) continue;
            plan.PartnerChanges[field] = value;
            if (field == RosterField.PartnerServices) Guard(plan, value, field, choice);
        }
        foreach (var tag in CellText.List(columns.Read(cells, RosterField.PartnerTags)))
            if (!_tags.Contains((agency.Id, tag)) && partner?.Tags.Exists(t => string.Equals(t.Tag, tag, StringComparison.OrdinalIgnoreCase)) != true) plan.NewTags.Add(tag);
    }

    private ImportPerson? Person(RowPlan plan, string name, string title, IReadOnlyList<string> emails, RowChoice choice, ImportRoster roster)
    {
        var agency = plan.Agency!;
        var folded = Folding.Fold(name);
        var found = new List<ImportPerson>();
        if (!choice.NewPerson)
        {
            foreach (var email in emails.Select(e => e.ToLowerInvariant()))
            {
                if (_byEmail.TryGetValue(email, out var earlier)) found.Add(earlier);
                foreach (var id in roster.ByEmail.GetValueOrDefault(email) ?? []) found.Add(Known(roster.People[id]));
            }
            if (found.Count == 0 && folded.Length > 0)
            {
                if (_byName.TryGetValue((agency.Id, folded), out var earlier)) found.Add(earlier);
                else if (roster.ByName.TryGetValue((agency.Id, folded), out var id)) found.Add(Known(roster.People[id]));
            }
        }
        found = [.. found.Distinct()];
        if (choice.PersonId is { } chosen && found.Find(p => p.Id == chosen) is { } same) return same;
        var column = columns.Column(RosterField.Email);
        if (found.Count > 1)
        {
            plan.Look(ReasonCode.PersonDiffers, column, $"The e-mail addresses of this row belong to {found.Count} different people: {string.Join(", ", found.Take(3).Select(Called))}.", found[0].Id);
            return null;
        }
        if (found.Count == 1)
        {
            var person = found[0];
            if (name.Length == 0 || person.Name.Length == 0 || Folding.Fold(person.Name) == folded) return person;
            var where = person.IsNew ? $"in row {person.FirstRow}" : "in the roster";
            plan.Look(ReasonCode.PersonDiffers, column, $"The e-mail address is the one of {Called(person)} {where}, but the name is another. Say whether it is the same person.", person.Id);
            return null;
        }
        return new ImportPerson(Guid.CreateVersion7(), isNew: true) { FirstRow = plan.Number };
    }

    // A row of an export says which person it means; that holds whatever else was changed in it.
    private ImportPerson? Recorded(IReadOnlyList<string> cells, ImportRoster roster) =>
        Guid.TryParse(columns.Read(cells, RosterField.PersonRecord), out var id) && roster.People.TryGetValue(id, out var person) ? Known(person) : null;

    private ImportPerson Known(ImportPerson loaded)
    {
        if (_known.TryGetValue(loaded.Id, out var known)) return known;
        _known[loaded.Id] = loaded;
        return loaded;
    }

    private void Details(RowPlan plan, ImportPerson person, string name, string title, IReadOnlyList<string> emails, IReadOnlyList<string> phones, IReadOnlyList<string> cells)
    {
        var agency = plan.Agency!;
        plan.SetsName = name.Length > 0 && person.Name.Length == 0 && (!person.IsNew || person.Written);
        plan.Title = title;
        var posts = person.Posts.FindAll(p => p.Partner == agency.Id);
        if (posts.Count == 0) plan.MakesPost = true;
        else if (title.Length > 0 && !posts.Exists(p => Folding.Fold(p.Title) == Folding.Fold(title)))
        {
            if (posts.Count == 1) plan.RetitledPost = posts[0].Id;
            else plan.MakesPost = true;
        }
        if (posts.Count == 0 && person.Posts.Count > 0)
            plan.Tell(ReasonCode.Note, null, $"{Called(person)} gets a further post, at {agency.Name}.");
        if (emails.Count > 1) plan.Tell(ReasonCode.Note, columns.Column(RosterField.Email), $"{emails.Count} addresses: {string.Join(" and ", emails)}.");
        plan.NewEmails.AddRange(emails.Where(e => !person.Emails.Contains(e)));
        plan.NewPhones.AddRange(phones.Where(p => !person.Phones.Contains(Digits(p))).DistinctBy(Digits));
        var languages = string.Join(", ", CellText.List(columns.Read(cells, RosterField.PersonLanguages)));
        if (languages.Length > 0 && languages != person.Languages) plan.PersonLanguages = languages;
        var commits = CellText.Seat(columns.Read(cells, RosterField.CanCommit)) switch { SeatClass.Voting => true, SeatClass.Nonvoting => false, _ => (bool?)null };
        if (commits is { } can && can != person.CanCommit) plan.CanCommit = can;
    }

    private void Seats(RowPlan plan, ImportPerson person, IReadOnlyList<string> cells, SeatClass seatClass, ImportRoster roster)
    {
        var named = columns.Read(cells, RosterField.Bodies);
        foreach (var name in CellText.Bodies(named, choices.SplitBodies))
        {
            if (bodies.Find(name)?.Root is not { Ignored: false } body) continue;
            if (plan.Seats.Exists(s => s.Body == body)) continue;
            var held = person.Seats.FindIndex(s => s.Body == body.Id);
            if (held >= 0)
            {
                var seat = person.Seats[held];
                if (columns.Has(RosterField.SeatClass) && columns.Read(cells, RosterField.SeatClass).Length > 0 && seat.Class != seatClass && seat.Partner == plan.Agency!.Id)
                    plan.Seats.Add(new SeatPlan(body, seatClass, null, seat.Seat));
                continue;
            }
            Guid? vacant = null;
            if (seatClass != SeatClass.Alternate && roster.Vacant.TryGetValue((body.Id, plan.Agency!.Id), out var queue))
                while (vacant is null && queue.TryDequeue(out var free)) if (_taken.Add(free.Seat)) vacant = free.Seat;
            plan.Seats.Add(new SeatPlan(body, seatClass, vacant, null));
        }
        if (plan.Seats.Count == 0 && named.Length == 0 && columns.Has(RosterField.Bodies) && columns.Read(cells, RosterField.SeatClass) is { Length: > 0 } word)
            plan.Tell(ReasonCode.Note, columns.Column(RosterField.Bodies), $"No committee is named, so “{word}” makes no seat.");
    }

    // What this row gives is known to the rows below it, whether they are only previewed or written.
    private void Remember(RowPlan plan, ImportPerson person, string name, IReadOnlyList<string> emails)
    {
        if (plan.NeedsALook) return;
        var agency = plan.Agency!;
        if (name.Length > 0 && person.Name.Length == 0) person.Name = name;
        if (person.IsNew && person.KnownAs.Length == 0) person.KnownAs = person.Name.Length > 0 ? "" : KnownAs(plan.Title, agency.Name, emails);
        foreach (var email in emails) { person.Emails.Add(email); _byEmail.TryAdd(email.ToLowerInvariant(), person); }
        foreach (var phone in plan.NewPhones) person.Phones.Add(Digits(phone));
        if (plan.RetitledPost is { } post && person.Posts.FindIndex(p => p.Id == post) is var at and >= 0) person.Posts[at] = (agency.Id, plan.Title, post);
        if (person.Name.Length > 0) _byName.TryAdd((agency.Id, Folding.Fold(person.Name)), person);
        if (plan.PersonLanguages.Length > 0) person.Languages = plan.PersonLanguages;
        if (plan.CanCommit is { } can) person.CanCommit = can;
    }

    /// <summary>What stands for a name that is not known: "Lieutenant, Vice, Anaheim Police Department".</summary>
    private static string KnownAs(string title, string partner, IReadOnlyList<string> emails) =>
        ImportColumns.Clean(title.Length > 0 ? $"{title}, {partner}" : emails.Count > 0 ? $"{emails[0]}, {partner}" : $"Somebody at {partner}");

    private static string Called(ImportPerson person) => person.Name.Length > 0 ? person.Name : person.KnownAs.Length > 0 ? person.KnownAs : "somebody whose name is not known";

    private RowPlan Finish(RowPlan plan, bool namesSomebody)
    {
        if (plan.Agency is not null && !namesSomebody && plan.Agency is not { IsNew: true } && !plan.ChangesAnything && !plan.NeedsALook) plan.Tell(ReasonCode.NothingInIt, null, "Nothing in this row is new.");
        if (plan.Agency is { IsNew: true, Written: false, Since: null } joining && columns.Has(RosterField.Since) && !plan.Reasons.Exists(r => r.Code is ReasonCode.DateWrong or ReasonCode.DateAmbiguous))
            plan.Tell(ReasonCode.DateNote, columns.Column(RosterField.Since), $"No day is given, so {joining.Name} is taken for a member from today on.");
        if (plan.NeedsALook) plan.Outcome = RowOutcome.NeedsALook;
        else if (!plan.ChangesAnything) plan.Outcome = RowOutcome.Skip;
        else plan.Outcome = plan.Person is { IsNew: true, Written: false } || (plan.Person is null && plan.Agency is { IsNew: true, Written: false }) ? RowOutcome.Create : RowOutcome.Update;
        plan.Result = ImportSentences.Result(plan);
        if (plan.Outcome is RowOutcome.Create or RowOutcome.Update) Done(plan);
        return plan;
    }

    private void Done(RowPlan plan)
    {
        var agency = plan.Agency!;
        foreach (var (field, value) in plan.PartnerChanges) _partnerValues[(agency.Id, field)] = value;
        foreach (var tag in plan.NewTags) _tags.Add((agency.Id, tag));
        if (plan.Note.Length > 0) _notes.Add((agency.Id, plan.Note));
        plan.MakesPartner = agency is { IsNew: true, Written: false };
        plan.MakesPerson = plan.Person is { IsNew: true, Written: false };
        agency.Written = true;
        if (plan.Person is not { } person) return;
        person.Written = true;
        if (plan.MakesPost) { plan.PostId = Guid.CreateVersion7(); person.Posts.Add((agency.Id, plan.Title, plan.PostId)); }
        foreach (var seat in plan.Seats)
        {
            if (seat.ChangedSeat is { } changed) { var at = person.Seats.FindIndex(s => s.Seat == changed); person.Seats[at] = person.Seats[at] with { Class = seat.Class }; }
            else person.Seats.Add((seat.Body.Id, agency.Id, seat.Class, seat.SeatId));
        }
    }
}

/// <summary>What a partner has in the columns that an import may change.</summary>
internal static class PartnerValue
{
    /// <summary>The value as a cell would hold it.</summary>
    public static string Of(Partner partner, RosterField field) => field switch
    {
        RosterField.PartnerShortName => partner.ShortName,
        RosterField.PartnerLevel => partner.Level.ToString(),
        RosterField.PartnerWebsite => partner.Website,
        RosterField.PartnerAddress => partner.Address,
        RosterField.PartnerServiceArea => partner.ServiceArea,
        RosterField.PartnerServices => partner.ServicesOffered,
        RosterField.PartnerPopulations => string.Join(", ", partner.Populations),
        RosterField.PartnerLanguages => string.Join(", ", partner.Languages),
        _ => "",
    };

    /// <summary>Writes the value.</summary>
    public static void Set(Partner partner, RosterField field, string value)
    {
        switch (field)
        {
            case RosterField.PartnerShortName: partner.ShortName = value; break;
            case RosterField.PartnerLevel: partner.Level = Enum.Parse<Level>(value); break;
            case RosterField.PartnerWebsite: partner.Website = value; break;
            case RosterField.PartnerAddress: partner.Address = value; break;
            case RosterField.PartnerServiceArea: partner.ServiceArea = value; break;
            case RosterField.PartnerServices: partner.ServicesOffered = value; break;
            case RosterField.PartnerPopulations: partner.Populations = [.. CellText.List(value)]; break;
            case RosterField.PartnerLanguages: partner.Languages = [.. CellText.List(value)]; break;
        }
    }
}
