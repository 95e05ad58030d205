using FluentValidation;
using TaskForce.Core.Charter;

namespace TaskForce.Web.Account;

/// <summary>What the first page asks: how the task force is called, where it is, and who runs it.</summary>
public sealed class SetUpForm
{
    public string? Name { get; set; }
    public string? Subtitle { get; set; } = "Anti-Trafficking Task Force";
    public string? TimeZone { get; set; }
    public string? AdministratorName { get; set; }
    public string? AdministratorEmail { get; set; }
    public string? Password { get; set; }

    /// <summary>The code that start-up printed.</summary>
    public string? Code { get; set; }

    /// <summary>Whether to begin with the invented task force.</summary>
    public bool SampleData { get; set; }

    /// <summary>The part that the roster keeps.</summary>
    public FoundingForm ToFounding() => new()
    {
        Name = Name ?? "",
        Subtitle = Subtitle ?? "",
        TimeZone = TimeZone ?? "",
        AdministratorName = AdministratorName ?? "",
        AdministratorEmail = AdministratorEmail ?? "",
    };

    public sealed class Rules : AbstractValidator<SetUpForm>
    {
        public Rules()
        {
            RuleFor(f => f.AdministratorName).NotEmpty().WithMessage("Give your name, as colleagues know you.");
            RuleFor(f => f.Password).Custom((password, context) =>
            {
                if (Core.Access.PasswordRules.Refusal(password, context.InstanceToValidate.AdministratorEmail, context.InstanceToValidate.AdministratorName,
                    context.InstanceToValidate.Name, context.InstanceToValidate.Subtitle) is { } refusal)
                    context.AddFailure(refusal);
            });
        }
    }
}
