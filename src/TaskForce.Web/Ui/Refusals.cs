namespace TaskForce.Web.Ui;

/// <summary>
/// Turns an exception that is an answer ("you may not", "that vote is closed") into its sentence. The shell says which kinds are answers;
/// all others stay failures.
/// </summary>
public static class Refusals
{
    /// <summary>Set once at start-up: the sentence of a refusal, or null for a failure.</summary>
    public static Func<Exception, string?> Read { get; set; } = _ => null;

    /// <summary>The sentence, or null when the exception is no refusal.</summary>
    public static string? Say(Exception exception) => Read(exception);
}
