namespace TaskForce.Web.Ui;

/// <summary>What a state means; gives ground and ink. Icon and word always go with it.</summary>
public enum Kind { Mute, Good, Warn, Bad, Info, Plum }

/// <summary>Classes and usual icons of a <see cref="Kind"/>.</summary>
public static class Kinds
{
    public static string Class(this Kind kind) => kind switch
    {
        Kind.Good => "good",
        Kind.Warn => "warn",
        Kind.Bad => "bad",
        Kind.Info => "info",
        Kind.Plum => "plum",
        _ => "mute",
    };

    /// <summary>The classes of a state in a row.</summary>
    internal static string State(Kind kind) => kind switch
    {
        Kind.Good => "st good",
        Kind.Warn => "st warn",
        Kind.Bad => "st bad",
        Kind.Info => "st info",
        Kind.Plum => "st plum",
        _ => "st mute",
    };

    public static string Icon(this Kind kind) => kind switch
    {
        Kind.Good => "circle-check",
        Kind.Warn => "clock",
        Kind.Bad => "circle-alert",
        Kind.Info => "circle-dashed",
        Kind.Plum => "gavel",
        _ => "minus",
    };
}
