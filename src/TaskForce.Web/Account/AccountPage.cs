using FluentValidation;
using Microsoft.AspNetCore.Components;
using TaskForce.Core.Access;
using TaskForce.Web.Ui;

namespace TaskForce.Web.Account;

/// <summary>The base of the static pages around sign-in: plain forms, no live connection.</summary>
public abstract class AccountPage : ComponentBase
{
    [CascadingParameter] protected HttpContext Http { get; set; } = default!;
    [Inject] protected NavigationManager Nav { get; set; } = default!;

    /// <summary>Where to go afterwards; an address of this site, whatever was asked for.</summary>
    [SupplyParameterFromQuery(Name = "returnUrl")] public string? ReturnUrl { get; set; }

    /// <summary>What is wrong with the page's form.</summary>
    protected FormErrors Errors { get; } = new();

    protected string Return => LocalAddress.Of(ReturnUrl);

    protected CancellationToken Gone => Http.RequestAborted;

    /// <summary>An address of ours that keeps where to go afterwards.</summary>
    protected string Keeping(string address) => Return == "/" ? address : $"{address}?returnUrl={Uri.EscapeDataString(Return)}";

    /// <summary>Who makes this request.</summary>
    protected async Task<Actor> ActorAsync() => await Http.ActorAsync() ?? throw new NotAllowedException(Act.OwnAccount);

    /// <summary>Runs work and puts refusals beside their fields. True when there was none.</summary>
    protected async Task<bool> TryAsync(Func<Task> work, string prefix = "")
    {
        try
        {
            await work();
            return true;
        }
        catch (ValidationException wrong)
        {
            Errors.Set(wrong.Errors.Select(e => (prefix + e.PropertyName, e.ErrorMessage)));
        }
        catch (RefusedException refusal)
        {
            Errors.Set(refusal.Field is { } field ? [(prefix + field, refusal.Message)] : [], refusal.Field is null ? refusal.Message : null);
        }
        catch (CollisionException twice)
        {
            Errors.Set([], twice.Message);
        }
        return false;
    }
}
