using TaskForce.Core.Data;

namespace TaskForce.Web.Startup;

/// <summary>What start-up says.</summary>
internal static partial class StartLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "The data are in {Folder} ({Provider}).")]
    public static partial void DataFolder(this ILogger log, string folder, DatabaseProvider provider);

    [LoggerMessage(Level = LogLevel.Information, Message = "This task force is not set up yet. Open {Address}/setup in a browser. From another computer it asks for the code {Code}.")]
    public static partial void SetUpWaits(this ILogger log, string address, string code);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The task force was set up from the settings Setup:*. Remove Setup:AdminPassword from the settings now; it is not read again.")]
    public static partial void SetUpFromSettings(this ILogger log);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Sentence}")]
    public static partial void KeyFileDoesNotFit(this ILogger log, string sentence);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Setup:AdminPassword is still in the settings. It is not read any more: remove it.")]
    public static partial void PasswordStillThere(this ILogger log);
}
