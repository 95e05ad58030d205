using FluentValidation;

namespace TaskForce.Core.Charter;

/// <summary>What a task force is founded with.</summary>
public sealed class FoundingForm
{
    public string Name { get; set; } = "";
    public string Subtitle { get; set; } = "Anti-Trafficking Task Force";
    public string TimeZone { get; set; } = "America/New_York";

    /// <summary>The name of the first administrator.</summary>
    public string AdministratorName { get; set; } = "";
    public string AdministratorEmail { get; set; } = "";

    public sealed class Rules : AbstractValidator<FoundingForm>
    {
        public Rules()
        {
            RuleFor(f => f.Name).NotEmpty().WithMessage("Give the task force a name, for example your county.")
                .MaximumLength(80).WithMessage("Keep the name under 80 characters.");
            RuleFor(f => f.Subtitle).MaximumLength(80).WithMessage("Keep the second line under 80 characters.");
            RuleFor(f => f.TimeZone).Must(z => TimeZoneInfo.TryFindSystemTimeZoneById(z ?? "", out _))
                .WithMessage("Choose a time zone from the list, for example America/Los_Angeles.");
            RuleFor(f => f.AdministratorName).MaximumLength(120).WithMessage("Keep the name under 120 characters.");
            RuleFor(f => f.AdministratorEmail).Cascade(CascadeMode.Stop).NotEmpty().WithMessage("Give the administrator's work e-mail.")
                .EmailAddress().WithMessage("This is not an e-mail address. It looks like name@agency.gov.");
        }
    }
}
