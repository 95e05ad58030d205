using FluentValidation;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using TaskForce.Core.Access;
using TaskForce.Core.Data;
using TaskForce.Web.Ui;

namespace TaskForce.Web.Shell;

/// <summary>
/// The base of live pages. <see cref="RunAsync(Func{Task})"/> runs one thing at a time, shows that it runs, and turns refusals into words:
/// wrong fields go to <see cref="Errors"/>, the rest to the form's summary or, without a form, to a notice on top of the page.
/// What is no refusal goes on to the error boundary.
/// </summary>
public abstract class PageBase : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource gone = new();
    private readonly CancellationToken left;
    private TaskCompletionSource? running;
    private bool following;

    // The token outlives its source, which is disposed of with the page.
    protected PageBase() => left = gone.Token;

    [Inject] protected NavigationManager Nav { get; set; } = default!;
    [Inject] protected CurrentActor Me { get; set; } = default!;
    [Inject] protected Toasts Toasts { get; set; } = default!;
    [Inject] protected Notices Notices { get; set; } = default!;
    [Inject] private Refusals Refusals { get; set; } = default!;
    [Inject] private Histories Past { get; set; } = default!;

    /// <summary>Who acts. Read when the page opens, and again by every <see cref="RunAsync(Func{Task})"/>.</summary>
    protected Actor Actor => Me.Actor;

    /// <summary>Whether the table of permissions lets this person do it; for showing and hiding.</summary>
    protected bool May(Act act, Subject subject = default) => Permissions.Allow(Actor, act, subject);

    /// <summary>Cancelled when the person leaves the page; hand it to every query.</summary>
    protected CancellationToken Gone => left;

    /// <summary>A handler is running; bind it to Busy of the button that started it.</summary>
    protected bool Busy => running is not null;

    /// <summary>What is wrong with the page's form.</summary>
    protected FormErrors Errors { get; } = new();

    /// <summary>
    /// Runs work unless something already runs: what is pressed twice is done once. What another address or another record asks for is not pressed: it waits
    /// until the other work has ended. True when it ended without a refusal.
    /// </summary>
    protected Task<bool> RunAsync(Func<Task> work) => RunAsync(work, Errors);

    /// <summary>The same, for a form with errors of its own.</summary>
    protected async Task<bool> RunAsync(Func<Task> work, FormErrors errors)
    {
        if (Busy && following) await IdleAsync();
        if (Busy || left.IsCancellationRequested) return false;
        running = new TaskCompletionSource();
        errors.Clear();
        Notices.Hide();
        StateHasChanged();
        try
        {
            await Me.ReadAsync(left);
            await work();
            return true;
        }
        catch (SignedOutException over)
        {
            over.Leave(Nav);
            return false;
        }
        catch (OperationCanceledException) when (left.IsCancellationRequested)
        {
            return false;
        }
        catch (ValidationException wrong)
        {
            var fields = wrong.Errors.Where(e => e.PropertyName.Length > 0).Select(e => (e.PropertyName, e.ErrorMessage)).ToArray();
            var general = wrong.Errors.FirstOrDefault(e => e.PropertyName.Length == 0)?.ErrorMessage;
            if (errors.IsShown) errors.Set(fields, fields.Length == 0 ? general ?? wrong.Message : general);
            else Notices.Show(Kind.Bad, general ?? wrong.Errors.FirstOrDefault()?.ErrorMessage ?? wrong.Message);
            return false;
        }
        catch (StaleRecordException stale)
        {
            // A page that can show both versions does; the others say what happened and keep what was typed.
            if (!await OnStaleAsync(stale)) Refuse(errors, stale.Message);
            return false;
        }
        catch (RefusedException refusal) when (refusal.Field is not null && errors.IsShown)
        {
            errors.Set([(refusal.Field, refusal.Message)]);
            return false;
        }
        catch (Exception refusal) when (Refusals.Say(refusal) is not null)
        {
            Refuse(errors, Refusals.Say(refusal)!);
            return false;
        }
        finally
        {
            var ended = running;
            running = null;
            if (!left.IsCancellationRequested) StateHasChanged();
            ended.SetResult();
        }
    }

    public override Task SetParametersAsync(ParameterView parameters)
    {
        following = true;
        try
        {
            return base.SetParametersAsync(parameters);
        }
        finally
        {
            following = false;
        }
    }

    // For what nobody pressed twice and must not be lost: reading anew after an undo, following the address.
    private async Task IdleAsync()
    {
        while (running is { } before)
            await before.Task;
    }

    /// <summary>Says what was saved and offers to take it back. Whoever undoes may have left this page by then: a toast outlives it.</summary>
    /// <param name="again">Reads the page anew, only after an undo that went through: a refusal is a notice, and reading would take it away.</param>
    protected void Undoable(string said, Guid changeId, Func<Task> again) => Undoable(said, actor => Past.UndoAsync(actor, changeId), again);

    /// <summary>The same for what is taken back by a verb of its own.</summary>
    protected void Undoable(string said, Func<Actor, Task> undo, Func<Task>? again = null) =>
        Toasts.Show(said, () => UndoAsync(undo, async () =>
        {
            await IdleAsync();
            if (again is not null && !left.IsCancellationRequested) await again();
        }));

    /// <summary>The same for a page that is left after saving; undoing leads to another address.</summary>
    protected void Undoable(string said, Guid changeId, string then) => Toasts.Show(said, () => UndoAsync(actor => Past.UndoAsync(actor, changeId), () =>
    {
        Nav.NavigateTo(then);
        return Task.CompletedTask;
    }));

    // What refuses is put in words by the toast's host.
    private async Task UndoAsync(Func<Actor, Task> undo, Func<Task> after)
    {
        try
        {
            await undo(await Me.ReadAsync());
        }
        catch (SignedOutException over)
        {
            over.Leave(Nav);
            return;
        }
        await after();
    }

    /// <summary>Somebody saved first. Override to show <see cref="Conflict"/>; true when it is dealt with.</summary>
    protected virtual Task<bool> OnStaleAsync(StaleRecordException stale) => Task.FromResult(false);

    private void Refuse(FormErrors errors, string sentence)
    {
        if (errors.IsShown) errors.Set([], sentence);
        else Notices.Show(Kind.Bad, sentence);
    }

    /// <summary>
    /// Runs work whenever the query of this page's address changes. The router sets a page anew only when one of its parameters changed, so a page that
    /// reads its whole query itself must ask for this: without it a filter changes the address and nothing else.
    /// </summary>
    protected void FollowQuery(Func<Task> work)
    {
        var path = new Uri(Nav.Uri).AbsolutePath;
        Nav.LocationChanged += Moved;
        left.Register(() => Nav.LocationChanged -= Moved);

        void Moved(object? sender, LocationChangedEventArgs e)
        {
            var now = new Uri(e.Location).AbsolutePath;
            // Another record on the same page comes by its route parameter.
            if (now == path)
                _ = InvokeAsync(FollowAsync);
            path = now;
        }

        async Task FollowAsync()
        {
            try
            {
                await IdleAsync();
                await RunAsync(work);
            }
            catch (Exception failure)
            {
                await DispatchExceptionAsync(failure);
            }
        }
    }

    /// <summary>This page's address with other query values; null takes one away.</summary>
    protected string Here(params (string Name, object? Value)[] query) =>
        Nav.GetUriWithQueryParameters(query.ToDictionary(q => q.Name, q => q.Value));

    protected virtual void Dispose(bool disposing)
    {
        if (!disposing) return;
        gone.Cancel();
        gone.Dispose();
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }
}
