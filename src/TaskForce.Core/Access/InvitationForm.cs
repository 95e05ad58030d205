using FluentValidation;

namespace TaskForce.Core.Access;

/// <summary>Whom to invite, and as what.</summary>
public sealed class InvitationForm
{
    public Guid? PersonId { get; set; }
    public string Email { get; set; } = "";
    public Role Role { get; set; } = Role.Member;

    public sealed class Rules : AbstractValidator<InvitationForm>
    {
        public Rules()
        {
            RuleFor(f => f.PersonId).NotNull().WithMessage("Choose a person of the roster.");
            RuleFor(f => f.Email).Cascade(CascadeMode.Stop).NotEmpty().WithMessage("Give the work e-mail that they will sign in with.")
                .EmailAddress().WithMessage("This is not an e-mail address. It looks like name@agency.gov.")
                .MaximumLength(200).WithMessage("Keep the e-mail under 200 characters.");
            RuleFor(f => f.Role).Must(r => Enum.IsDefined(r) && r != Role.System).WithMessage("Choose a role from the list.");
        }
    }
}
