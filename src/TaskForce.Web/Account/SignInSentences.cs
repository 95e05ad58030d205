namespace TaskForce.Web.Account;

/// <summary>What sign-in says. One sentence for every refusal: it must not tell whether an account exists.</summary>
public static class SignInSentences
{
    public const string No =
        "That email and password do not open an account here. After five wrong tries a browser that has not signed in before must wait 15 minutes.";

    public const string NoCode = "That code is not right, was used already, or came too late. Wait for the next one and try again.";
}
