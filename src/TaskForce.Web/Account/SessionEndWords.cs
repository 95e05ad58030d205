using TaskForce.Core.Access;

namespace TaskForce.Web.Account;

/// <summary>Why a session is over: a word in an address, and the sentence that a page makes of it.</summary>
public static class SessionEndWords
{
    /// <summary>The word; "" where there is nothing to say.</summary>
    public static string Word(SessionEnd end) => end switch
    {
        SessionEnd.Idle => "idle",
        SessionEnd.TooLong => "long",
        SessionEnd.SignedOut => "ended",
        SessionEnd.Closed => "closed",
        _ => "",
    };

    /// <summary>The sentence. Anybody can write an address: an unknown word says nothing in particular.</summary>
    /// <param name="word">From the address.</param>
    /// <param name="then">What comes after it for whoever can sign in again.</param>
    public static string Sentence(string? word, string then) => word switch
    {
        "idle" => $"Nothing was done here for a while, so your session ended. {then}",
        "long" => $"Twelve hours had passed since you signed in, so your session ended. {then}",
        "ended" => $"Your session was ended from another window or browser, or by a change of your password or your account. {then}",
        "closed" => "Your account was closed. Ask an administrator of the task force if you still need it.",
        _ => $"Your session ended, or your account was changed. {then}",
    };

    /// <summary>The page that says it, and leads back to where somebody was.</summary>
    /// <param name="here">The path with its query.</param>
    public static string Address(SessionEnd end, string here) => $"/signed-out?why={Word(end)}&returnUrl={Uri.EscapeDataString(here)}";
}
