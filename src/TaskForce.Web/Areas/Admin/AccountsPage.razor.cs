using Microsoft.AspNetCore.Components;
using TaskForce.Core.Access;
using TaskForce.Core.Calendar;

namespace TaskForce.Web.Areas.Admin;

public partial class AccountsPage
{
    private sealed record Link(string Title, string Address, string Remark);

    private IReadOnlyList<AccountRow>? accounts;
    private IReadOnlyList<InvitationRow> invitations = [];
    private bool inviting;
    private AccountRow? roleOf;
    private Link? link;

    [Inject] private Accounts Accounts { get; set; } = default!;
    [Inject] private Invitations Invitations { get; set; } = default!;
    [Inject] private OneTimeLinks Links { get; set; } = default!;
    [Inject] private Sessions Sessions { get; set; } = default!;
    [Inject] private Account.PublicAddress Address { get; set; } = default!;
    [Inject] private TaskForceClock Clock { get; set; } = default!;

    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        accounts = await Accounts.ListAsync(Actor, Gone);
        invitations = await Invitations.OpenOnesAsync(Actor, Gone);
    }

    private async Task InvitedAsync((string Person, string Secret, bool Mailed) invited)
    {
        inviting = false;
        await LoadAsync();
        link = new($"{invited.Person} is invited", Address.ForCopying(Nav.BaseUri) + "account/welcome/" + invited.Secret,
            invited.Mailed ? "The link was sent by mail. You may also give it yourself; it works once, for seven days, and is shown only now."
                : "Give this link to the person yourself. It works once, for seven days, and is shown only now.");
    }

    private Task LinkAsync(AccountRow account) => RunAsync(async () =>
    {
        var secret = await Links.MakeAsync(Actor, account.Id, Gone);
        link = new($"A new password for {account.Person}", Address.ForCopying(Nav.BaseUri) + "account/reset/" + secret,
            "Give this link to the person yourself, after making sure that it is they who ask. It works once, for a day, and is shown only now.");
    });

    private Task DisableAsync(AccountRow account) => ChangeAsync(() => Accounts.DisableAsync(Actor, account.Id, Gone),
        $"The account of {account.Person} is closed, and signed out everywhere.", actor => Accounts.EnableAsync(actor, account.Id));

    private Task EnableAsync(AccountRow account) => ChangeAsync(() => Accounts.EnableAsync(Actor, account.Id, Gone), $"The account of {account.Person} is open again.");

    private Task EndSessionsAsync(AccountRow account) => ChangeAsync(() => Sessions.EndAllAsync(Actor, account.Id, null, Gone), $"{account.Person} is signed out everywhere.");

    private Task RemoveCodeAsync(AccountRow account) => ChangeAsync(() => Accounts.RemoveCodeAsync(Actor, account.Id, Gone),
        $"The one-time code of {account.Person} is gone. {(account.Role is Role.Administrator or Role.Coordinator ? "A new one is asked for at the next sign-in." : "")}");

    private Task RevokeAsync(InvitationRow invitation) => ChangeAsync(() => Invitations.RevokeAsync(Actor, invitation.Id, Gone), $"The invitation of {invitation.Person} is taken back.");

    private Task ChangeAsync(Func<Task> change, string done, Func<Actor, Task>? undo = null) => RunAsync(async () =>
    {
        await change();
        await LoadAsync();
        if (undo is null) Toasts.Show(done);
        else Undoable(done, undo, () => RunAsync(LoadAsync));
    });
}
