namespace TaskForce.Core.Partners;

/// <summary>A place at the table, as plans and addresses name it: "sector:LaborStandards", "office:Labor", "prosecutor:Federal", "community:0198…".</summary>
public readonly record struct SeatKey(string Kind, string Value)
{
    public static SeatKey Of(Sector sector) => new("sector", sector.ToString());
    public static SeatKey Of(KeyOffice office) => new("office", office.ToString());
    public static SeatKey Of(Prosecutor prosecutor) => new("prosecutor", prosecutor.ToString());
    public static SeatKey OfCommunity(Guid id) => new("community", id.ToString("N"));

    public Sector? Sector => Kind == "sector" && Enum.TryParse<Sector>(Value, out var s) && Enum.IsDefined(s) ? s : null;
    public KeyOffice? Office => Kind == "office" && Enum.TryParse<KeyOffice>(Value, out var o) && Enum.IsDefined(o) ? o : null;
    public Prosecutor? Prosecutor => Kind == "prosecutor" && Enum.TryParse<Prosecutor>(Value, out var p) && Enum.IsDefined(p) ? p : null;
    public Guid? Community => Kind == "community" && Guid.TryParseExact(Value, "N", out var id) ? id : null;

    /// <summary>Whether it names a place that there is.</summary>
    public bool IsKnown => Sector is not null || Office is not null || Prosecutor is not null || Community is not null;

    /// <summary>Reads what <see cref="ToString"/> wrote; null for anything else.</summary>
    public static SeatKey? Parse(string? text) =>
        text is { Length: > 3 and <= 60 } && text.IndexOf(':', StringComparison.Ordinal) is > 0 and var at && new SeatKey(text[..at], text[(at + 1)..]) is { IsKnown: true } key ? key : null;

    /// <inheritdoc/>
    public override string ToString() => $"{Kind}:{Value}";
}

/// <summary>The two sorts of prosecutor that a task force looks for by name.</summary>
public enum Prosecutor
{
    Federal,
    StateOrLocal,
}
