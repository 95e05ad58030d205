namespace TaskForce.Core.Roster.Sample;

/// <summary>Plainly invented names, one after the other, never the same twice.</summary>
internal sealed class SampleNames
{
    private static readonly string[] First =
    [
        "Ines", "Tomas", "Reva", "Nadia", "Jonas", "Petra", "Simone", "Yusuf", "Luz", "Mara", "Odell", "Bettina", "Caspian", "Dorotea", "Emeric",
        "Fenna", "Gideon", "Hollis", "Ilse", "Jarrah", "Kestrel", "Lorcan", "Mirela", "Nilo", "Ottoline", "Pascoe", "Quilla", "Rufina", "Sorrel", "Thaddea",
    ];

    private static readonly string[] Last =
    [
        "Carrow", "Brandvold", "Lindqvist", "Amsel", "Kettering", "Vance-Oduya", "Dacey", "Orrin", "Tamaren", "Aldous", "Pellworth", "Quist", "Ravensby",
        "Stellmark", "Tibbenham", "Underhay", "Vossler", "Wexcombe", "Yarrowby", "Zellander", "Ashgrove", "Birkdale", "Corvane", "Dunmarsh", "Elverton",
        "Fallowes", "Garrowby", "Hestermann", "Inkersole", "Jessamyn",
    ];

    private int next;

    public string Next()
    {
        var name = $"{First[next % First.Length]} {Last[(next + next / First.Length * 7) % Last.Length]}";
        next++;
        return name;
    }
}
