namespace TaskForce.Core.Mail;

/// <summary>What a mail needs to know of the outside: where the task force is reached, and where a person turns a kind off.</summary>
/// <param name="Root">Ends with "/".</param>
/// <param name="Stop">The address for a person and a kind.</param>
public sealed record MailLinks(string Root, Func<Guid, MailKind, string> Stop);

/// <summary>A mail as it goes out.</summary>
public sealed record ReadyMail(Guid Id, MailKind Kind, string To, string Subject, string Text, string Stop);

/// <summary>A row of the list of outgoing mail.</summary>
public sealed record MailRow(Guid Id, string Person, string Slug, MailKind Kind, string Subject, MailState State, DateTime QueuedAt, DateTime DueAt, DateTime? SettledAt, int Tries, string Why, string By);

/// <summary>The list of outgoing mail.</summary>
public enum MailList
{
    Waiting,
    Sent,
    NotSent,
}

/// <summary>How many mails there are of each list.</summary>
/// <param name="Trouble">Why the mail that was tried last did not go out and waits for another try; "" where it went out.</param>
public sealed record MailCounts(int Waiting, int Sent, int NotSent, string Trouble);

/// <summary>A mail to copy.</summary>
/// <param name="To">The address, or why there is none.</param>
public sealed record MailText(string To, string Subject, string Text);

/// <summary>What a person chose about a kind of mail.</summary>
public sealed record MailChoiceRow(MailKind Kind, bool Wanted);

/// <summary>What the page of a stop link says.</summary>
public sealed record StopView(string Person, MailKind Kind, bool Wanted);
