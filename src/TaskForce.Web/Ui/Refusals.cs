namespace TaskForce.Web.Ui;

/// <summary>
/// Turns an exception that is an answer ("you may not", "that vote is closed") into its sentence. The shell says which kinds are answers;
/// all others stay failures.
/// </summary>
/// <param name="read">The sentence of a refusal, or null for a failure.</param>
public sealed class Refusals(Func<Exception, string?> read)
{
    /// <summary>The sentence, or null when the exception is no refusal.</summary>
    public string? Say(Exception exception) => read(exception);
}
