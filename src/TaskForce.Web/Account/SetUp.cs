using System.Security.Cryptography;
using System.Text;
using FluentValidation;
using TaskForce.Core.Access;
using TaskForce.Core.Calendar;
using TaskForce.Core.Charter;
using TaskForce.Core.Roster.Sample;
using TaskForce.Web.Shell;

namespace TaskForce.Web.Account;

/// <summary>The first start: open until there is a task force with an administrator, then closed for good.</summary>
public sealed class SetUp(Founding founding, Accounts accounts, Charters charters, SampleTaskForce sample, CurrentSite site, TaskForceClock clock, IConfiguration settings) : IDisposable
{
    private static readonly Actor Product = Actor.System("set-up");
    private readonly SemaphoreSlim once = new(1, 1);
    private volatile bool isOpen = true;

    /// <summary>Whether the task force is still to be set up.</summary>
    public bool IsOpen => isOpen;

    /// <summary>What /setup asks for from another computer. New at every start.</summary>
    public string Code { get; } = Secret.Code();

    /// <summary>Whether this start set it up from the settings.</summary>
    public bool FromSettings { get; private set; }

    /// <summary>Looks whether there is a task force, and makes it where the settings say how.</summary>
    /// <exception cref="RefusedException">The settings are not good enough; start-up ends with the sentence.</exception>
    public async Task StartAsync(CancellationToken ct = default)
    {
        isOpen = !await founding.IsDoneAsync(ct);
        if (!isOpen || settings["Setup:AdminEmail"] is not { Length: > 0 } email)
            return;
        var form = new SetUpForm
        {
            Name = settings["Setup:TaskForceName"],
            // A name that says it already needs no second line.
            Subtitle = settings["Setup:Subtitle"] ?? (settings["Setup:TaskForceName"]?.Contains("task force", StringComparison.OrdinalIgnoreCase) == true ? "" : "Anti-Trafficking Task Force"),
            TimeZone = settings["Setup:TimeZone"] ?? "America/New_York",
            AdministratorName = settings["Setup:AdminName"] ?? email.Split('@')[0],
            AdministratorEmail = email,
            Password = settings["Setup:AdminPassword"],
            SampleData = settings.GetValue("Setup:SampleData", false),
        };
        try
        {
            // Nobody is there to scan a code now: it is asked for at the first sign-in and may wait a week.
            await FoundAsync(form, TimeSpan.FromDays(7), ct);
            FromSettings = true;
        }
        catch (ValidationException wrong)
        {
            throw new RefusedException("The settings Setup:* are not complete: " + string.Join(" ", wrong.Errors.Select(e => e.ErrorMessage)));
        }
    }

    /// <summary>Whether a code is the one that start-up printed.</summary>
    public bool IsCode(string? code) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes((code ?? "").Trim().ToUpperInvariant().Replace("-", "", StringComparison.Ordinal)), Encoding.UTF8.GetBytes(Code.Replace("-", "", StringComparison.Ordinal)));

    /// <summary>Founds the task force and makes the administrator's account.</summary>
    /// <returns>The account.</returns>
    /// <exception cref="ValidationException">A field is missing or wrong.</exception>
    /// <exception cref="RefusedException">It is set up already.</exception>
    public async Task<Guid> FoundAsync(SetUpForm form, TimeSpan? codeMayWait = null, CancellationToken ct = default)
    {
        await once.WaitAsync(ct);
        try
        {
            var wrong = (await new FoundingForm.Rules().ValidateAsync(form.ToFounding(), ct)).Errors
                .Concat((await new SetUpForm.Rules().ValidateAsync(form, ct)).Errors).ToList();
            if (wrong.Count > 0)
                throw new ValidationException(wrong);
            var person = await founding.FoundAsync(form.ToFounding(), ct);
            var account = await accounts.CreateAsync(Product, person, form.AdministratorEmail!, Role.Administrator, form.Password!,
                codeMayWait is { } wait ? clock.UtcNow + wait : null, ct);
            isOpen = false;
            if (form.SampleData)
                await sample.LoadAsync(Product, ct);
            if (await charters.ProfileAsync(ct) is { } profile)
                site.Is(profile);
            return account;
        }
        finally
        {
            once.Release();
        }
    }

    public void Dispose() => once.Dispose();
}
