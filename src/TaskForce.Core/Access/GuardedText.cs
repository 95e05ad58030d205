using FluentValidation;
using FluentValidation.Results;

namespace TaskForce.Core.Access;

/// <summary>A form with free text. Every such field has the rule <see cref="GuardedTextRule.GuardedText{T}(IRuleBuilder{T, string?})"/>.</summary>
public interface IGuardedForm
{
    /// <summary>Whether the person was shown what the text looks like and says that it is not about a victim.</summary>
    bool ConfirmedNoVictimData { get; }
}

/// <summary>The rule that asks before free text which looks like a victim's personal data is saved.</summary>
public static class GuardedTextRule
{
    /// <summary>Refuses text that <see cref="PersonalDataGuard"/> stops at, unless the form says that it is not about a victim. The failure names what was seen and never carries the text.</summary>
    public static IRuleBuilderOptionsConditions<T, string?> GuardedText<T>(this IRuleBuilder<T, string?> rule) where T : IGuardedForm =>
        rule.GuardedText(form => form.ConfirmedNoVictimData);

    /// <summary>The same for a part of a form, which asks the whole whether the person confirmed.</summary>
    /// <param name="rule">The field.</param>
    /// <param name="confirmed">Whether the person confirmed.</param>
    public static IRuleBuilderOptionsConditions<T, string?> GuardedText<T>(this IRuleBuilder<T, string?> rule, Func<T, bool> confirmed) =>
        rule.Custom((text, context) =>
        {
            if (confirmed(context.InstanceToValidate) || PersonalDataGuard.Look(text) is not { Count: > 0 } findings)
                return;
            context.AddFailure(new ValidationFailure(context.PropertyPath, PersonalDataGuard.Sentence(findings)) { ErrorCode = PersonalDataGuard.ErrorCode });
        });
}
