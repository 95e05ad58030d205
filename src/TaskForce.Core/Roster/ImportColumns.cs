namespace TaskForce.Core.Roster;

/// <summary>Reads the cells of a row by what they hold.</summary>
internal sealed class ImportColumns
{
    private readonly Dictionary<RosterField, List<int>> _columns = [];

    public ImportColumns(IReadOnlyList<RosterField> fields)
    {
        for (var i = 0; i < fields.Count; i++)
        {
            if (fields[i] == RosterField.Ignore) continue;
            if (!_columns.TryGetValue(fields[i], out var list)) _columns[fields[i]] = list = [];
            list.Add(i);
        }
    }

    /// <summary>Whether a column holds the field.</summary>
    public bool Has(RosterField field) => _columns.ContainsKey(field);

    /// <summary>The first column that holds the field; null without one.</summary>
    public int? Column(RosterField field) => _columns.TryGetValue(field, out var list) ? list[0] : null;

    /// <summary>The cell, trimmed and without what says "nothing"; several columns of one field are joined by line breaks.</summary>
    public string Read(IReadOnlyList<string> cells, RosterField field)
    {
        if (!_columns.TryGetValue(field, out var list)) return "";
        if (list.Count == 1) return Cell(cells, list[0]);
        return string.Join('\n', list.Select(i => Cell(cells, i)).Where(c => c.Length > 0));
    }

    /// <summary>The person's whole name, from one column or from two; "Ruiz, Ana" is turned round.</summary>
    public string Name(IReadOnlyList<string> cells)
    {
        var first = Read(cells, RosterField.FirstName);
        var last = Read(cells, RosterField.LastName);
        var name = first.Length + last.Length > 0 ? $"{first} {last}" : Read(cells, RosterField.PersonName);
        var comma = name.IndexOf(',', StringComparison.Ordinal);
        // Not for "Ana Ruiz, LCSW": letters after the name are degrees when they are all capitals.
        if (comma > 0 && name.LastIndexOf(',') == comma && name[(comma + 1)..].Trim() is { Length: > 1 } given && given.Any(char.IsLower) && !name[..comma].Contains(' ', StringComparison.Ordinal))
            name = $"{given} {name[..comma]}";
        return Clean(name);
    }

    /// <summary>One line without double spaces, at most 200 characters.</summary>
    public static string Clean(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length > 200 ? line[..200].TrimEnd() : line;
    }

    private static string Cell(IReadOnlyList<string> cells, int column)
    {
        if (column >= cells.Count) return "";
        var cell = cells[column].Trim();
        return CellText.IsNothing(cell) ? "" : cell;
    }
}
