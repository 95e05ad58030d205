using System.Text.RegularExpressions;

namespace TaskForce.Core.Mail;

/// <summary>What a mail is about. Each kind can be turned off by the person who gets it.</summary>
public enum MailKind
{
    /// <summary>The check-ins that are due, to the person who holds the relationship.</summary>
    CheckIns,

    /// <summary>An executive meeting is near and no reply is there.</summary>
    ExecutiveReminder,

    /// <summary>What needs them this week, to coordinators and chairs.</summary>
    WeeklyDigest,
}

/// <summary>What became of a mail.</summary>
public enum MailState
{
    /// <summary>It is to be sent; or, where no mail server is set, to be copied.</summary>
    Waiting,
    Sent,

    /// <summary>Somebody copied the text and sent it by hand.</summary>
    SentByHand,

    /// <summary>It was not sent, for a reason that <see cref="OutgoingMail.Why"/> says; trying again may help.</summary>
    NotSent,
}

/// <summary>
/// One mail to one person. The address is looked up when it is sent, so that it is the newest one, and links are made then, so that none lies in the
/// database. Neither this nor its notices stand in the history: the list of outgoing mail is their log.
/// </summary>
public sealed class OutgoingMail
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Renewed at every save: of two processes that take the same mail, one finds it changed.</summary>
    public Guid Version { get; private set; } = Guid.CreateVersion7();
    public Guid PersonId { get; init; }
    public MailKind Kind { get; init; }
    public string Subject { get; private set; } = "";

    /// <summary>The text between greeting and close. Holds "{root}" where the task force's address stands and "{reply:…}" where a reply link stands.</summary>
    public string Body { get; private set; } = "";
    public DateTime QueuedAt { get; init; }

    /// <summary>When it is sent at the earliest, UTC.</summary>
    public DateTime DueAt { get; private set; }

    /// <summary>After this instant it says nothing any more and is not sent, UTC.</summary>
    public DateTime ExpiresAt { get; private set; }
    public MailState State { get; private set; }

    /// <summary>How often sending was begun.</summary>
    public int Tries { get; private set; }

    /// <summary>Until when a process has it in hand, UTC; a process that died gives it free by that.</summary>
    public DateTime? ClaimedUntil { get; private set; }

    /// <summary>When it was sent or given up, UTC.</summary>
    public DateTime? SettledAt { get; private set; }

    /// <summary>Why it was not sent, or not yet, in a sentence without address and without text.</summary>
    public string Why { get; private set; } = "";

    /// <summary>Who sent it by hand.</summary>
    public string By { get; private set; } = "";

    /// <summary>A new mail with its first notice.</summary>
    public static OutgoingMail For(MailNotice first, DateTime now) => new()
    {
        Id = first.MailId,
        PersonId = first.PersonId,
        Kind = first.Kind,
        Subject = first.Subject,
        Body = first.Text,
        QueuedAt = now,
        DueAt = now + MailRules.Window,
        ExpiresAt = first.ExpiresAt,
    };

    /// <summary>Whether a notice may still join it: nobody has it in hand and its window is open. A reminder of a meeting goes alone: a reply, another day or a
    /// cancellation ends it, and none of the others.</summary>
    public bool Takes(DateTime now) => Kind != MailKind.ExecutiveReminder && State == MailState.Waiting && Tries == 0 && ClaimedUntil is null && DueAt > now;

    /// <summary>Adds a notice: one mail says it all.</summary>
    public void Add(MailNotice notice, int count)
    {
        Subject = MailSentences.Merged(Kind, count);
        Body = $"{Body}\n\n{notice.Text}";
        ExpiresAt = notice.ExpiresAt < ExpiresAt ? notice.ExpiresAt : ExpiresAt;
        Renew();
    }

    /// <summary>Takes it in hand for one try.</summary>
    public void Claim(DateTime now)
    {
        (ClaimedUntil, Tries) = (now + MailRules.Claimed, Tries + 1);
        Renew();
    }

    /// <summary>It went out.</summary>
    public void Sent(DateTime now) => Settle(MailState.Sent, now, "");

    /// <summary>It did not go out: it is tried again later, or given up.</summary>
    /// <param name="forGood">Trying again would not help.</param>
    public void Failed(DateTime now, string why, bool forGood)
    {
        if (forGood || MailRules.Pause(Tries) is not { } pause)
        {
            Settle(MailState.NotSent, now, forGood ? why : $"{why} It was tried {Tries} times.");
            return;
        }
        (DueAt, ClaimedUntil, Why) = (now + pause, null, why);
        Renew();
    }

    /// <summary>It is not sent, and nothing failed: there is no address, or the person does not want it.</summary>
    public void Drop(DateTime now, string why) => Settle(MailState.NotSent, now, why);

    /// <summary>Somebody copied it and sent it.</summary>
    public void SentByHand(DateTime now, string by)
    {
        By = by;
        Settle(MailState.SentByHand, now, "");
    }

    /// <summary>Tries again from the beginning.</summary>
    public void Retry(DateTime now)
    {
        (State, Tries, DueAt, ClaimedUntil, SettledAt, Why) = (MailState.Waiting, 0, now, null, null, "");
        if (ExpiresAt <= now)
            ExpiresAt = now + MailRules.DigestHolds;
        Renew();
    }

    /// <summary>Takes a passage out of the text. Where links go stays: the addresses that follow "{root}", and the places of reply links.</summary>
    public void Strike(string passage, string mark)
    {
        var found = new Regex($@"(?<link>\{{root\}}\S*|\{{reply:[0-9a-f:-]+\}})|{Regex.Escape(passage)}", RegexOptions.CultureInvariant);
        (Subject, Body) = (Subject.Replace(passage, mark, StringComparison.Ordinal), found.Replace(Body, m => m.Groups["link"].Success ? m.Value : mark));
        Renew();
    }

    private void Settle(MailState state, DateTime now, string why)
    {
        (State, SettledAt, ClaimedUntil, Why) = (state, now, null, why);
        Renew();
    }

    private void Renew() => Version = Guid.CreateVersion7();
}

/// <summary>That something was said to somebody in a mail. Its key is there once, so that nothing is said twice, whichever process says it.</summary>
public sealed class MailNotice
{
    /// <summary>What it is about, for one "check-ins:0198…:2026-11-23".</summary>
    public required string Key { get; init; }
    public Guid MailId { get; set; } = Guid.CreateVersion7();
    public DateTime At { get; set; }
    public Guid PersonId { get; init; }
    public MailKind Kind { get; init; }
    public DateTime ExpiresAt { get; init; }

    // What it says goes into the mail and is not kept a second time.
    public string Subject { get; init; } = "";
    public string Text { get; init; } = "";
}

/// <summary>That a person does not want a kind of mail. The row being there is the whole of it.</summary>
public sealed class MailChoice
{
    public Guid PersonId { get; init; }
    public MailKind Kind { get; init; }
    public DateTime OffSince { get; init; }

    /// <summary>Through the link in a mail, not signed in.</summary>
    public bool ByLink { get; init; }
}
