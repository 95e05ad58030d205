using TaskForce.Core.Partners;
using TaskForce.Web.Ui;

namespace TaskForce.Web.Areas.Coverage;

/// <summary>What the seat map shows; all of it stands in the address.</summary>
/// <param name="Strength">Nearer is stronger; without it everybody sits on one ring.</param>
/// <param name="Ties">Arcs between partners that work together.</param>
/// <param name="Empty">Empty seats.</param>
/// <param name="Mous">A mark for the state of the MOU.</param>
public readonly record struct CoverageShow(bool Strength, bool Ties, bool Empty, bool Mous)
{
    public static CoverageShow Read(string? hide, bool mous)
    {
        var hidden = (hide ?? "").Split('.');
        return new(!hidden.Contains("strength"), !hidden.Contains("ties"), !hidden.Contains("empty"), mous);
    }

    /// <summary>What the address says of it; null when everything usual is shown.</summary>
    public string? Hide => string.Join('.', new[] { Strength ? null : "strength", Ties ? null : "ties", Empty ? null : "empty" }.OfType<string>()) is { Length: > 0 } hide ? hide : null;
}

/// <summary>A point of the map.</summary>
public readonly record struct Spot(double X, double Y);

/// <summary>A partner with its place.</summary>
public sealed record DrawnPartner(CoveragePartner Partner, Spot At, Spot Inner, string Letters, double LineWidth);

/// <summary>A sector with its part of the round.</summary>
public sealed record DrawnSector(CoveragePlace Place, double From, double To, IReadOnlyList<DrawnPartner> Partners)
{
    public double Middle => (From + To) / 2;
}

/// <summary>The seat map worked out: where each sector, partner, empty seat and arc lies. Pure; the page only writes it down.</summary>
public sealed class CoverageDrawing
{
    public const double CenterX = 430, CenterY = 366, Hub = 44, Rim = 292, Nearest = 92, Farthest = 262;

    /// <summary>More arcs than this say nothing; the strongest are drawn, all stand in the table.</summary>
    public const int MostTies = 24;

    /// <summary>From how many partners on they become dots without letters.</summary>
    public const int Letters = 60;

    private CoverageDrawing(IReadOnlyList<DrawnSector> sectors, IReadOnlyList<(Spot A, Spot B, CoverageTie Tie)> ties, double radius) => (Sectors, Ties, Radius) = (sectors, ties, radius);

    public IReadOnlyList<DrawnSector> Sectors { get; }
    public IReadOnlyList<(Spot A, Spot B, CoverageTie Tie)> Ties { get; }

    /// <summary>Of a partner's circle.</summary>
    public double Radius { get; }

    public static CoverageDrawing Of(CoverageView view, CoverageShow show)
    {
        var letters = Initials(view.Seated);
        var radius = view.Seated.Count > Letters ? 5.0 : view.Seated.Count > 36 ? 11 : 15;
        var shown = view.Sectors.Where(s => !s.IsEmpty || show.Empty).ToList();
        // A seated sector grows with its partners, but none hides the others.
        var weights = shown.ConvertAll(s => s.IsEmpty ? 1.0 : 1.1 + Math.Min(s.Seated.Count, 12) * 0.55);
        var turn = weights.Count == 0 ? 0 : 2 * Math.PI / weights.Sum();
        List<DrawnSector> sectors = [];
        List<Spot> taken = [];
        var at = -Math.PI / 2 - (weights.Count == 0 ? 0 : weights[0] * turn / 2);
        for (var i = 0; i < shown.Count; i++)
        {
            var (from, to) = (at + 0.02, at + weights[i] * turn - 0.02);
            at += weights[i] * turn;
            sectors.Add(new(shown[i], from, to, Place(shown[i], from, to, letters, radius, show.Strength, taken)));
        }
        var where = sectors.SelectMany(s => s.Partners).ToDictionary(p => p.Partner.Id, p => p.At);
        var ties = show.Ties ? view.Ties.Where(t => where.ContainsKey(t.A) && where.ContainsKey(t.B)).Take(MostTies).Select(t => (where[t.A], where[t.B], t)).ToList() : [];
        return new(sectors, ties, radius);
    }

    private static List<DrawnPartner> Place(CoveragePlace place, double from, double to, Dictionary<Guid, string> letters, double radius, bool strength, List<Spot> taken)
    {
        List<DrawnPartner> drawn = [];
        // The strongest in the middle, the others to both sides of it: nobody crosses the border of the sector.
        var count = place.Seated.Count;
        for (var i = 0; i < count; i++)
        {
            var partner = place.Seated[i];
            var slot = (count / 2 + (i % 2 == 0 ? i / 2 : -(i + 1) / 2) + count) % count;
            var angle = from + (slot + 0.5) * (to - from) / count;
            var index = partner.Index ?? 5;
            var distance = strength ? Farthest - (Farthest - Nearest) * index / 100.0 : 180;
            // Nobody lies on somebody else: the weaker of two moves outward, then back in from the rim.
            for (var tries = 0; tries < 24 && taken.Exists(t => Distance(t, Polar(angle, distance)) < radius * 2 + 3); tries++)
                distance = distance + 9 > Farthest + 8 ? Nearest + tries * 7 : distance + 9;
            var spot = Polar(angle, distance);
            taken.Add(spot);
            drawn.Add(new(partner, spot, Polar(angle, Hub + 6), letters[partner.Id], 1 + index * 0.042));
        }
        return drawn;
    }

    public static Spot Polar(double angle, double distance) => new(CenterX + Math.Cos(angle) * distance, CenterY + Math.Sin(angle) * distance);

    private static double Distance(Spot a, Spot b) => Math.Sqrt((a.X - b.X) * (a.X - b.X) + (a.Y - b.Y) * (a.Y - b.Y));

    /// <summary>The ground of a sector: from near the hub to the rim.</summary>
    public static string Ground(DrawnSector s) => $"M{P(Polar(s.From, 58))}L{P(Polar(s.From, Rim))}A{Rim},{Rim} 0 {Large(s)} 1 {P(Polar(s.To, Rim))}L{P(Polar(s.To, 58))}Z";

    /// <summary>The rim of a sector.</summary>
    public static string Arc(DrawnSector s) => $"M{P(Polar(s.From, Rim))}A{Rim},{Rim} 0 {Large(s)} 1 {P(Polar(s.To, Rim))}";

    /// <summary>A tie, bent toward the middle.</summary>
    public static string Bend(Spot a, Spot b)
    {
        var middle = new Spot(((a.X + b.X) / 2 * 0.55) + (CenterX * 0.45), ((a.Y + b.Y) / 2 * 0.55) + (CenterY * 0.45));
        return $"M{P(a)}Q{P(middle)} {P(b)}";
    }

    /// <summary>Where a sector's name stands, and to which side it runs.</summary>
    public static (Spot At, string Anchor) Label(DrawnSector s)
    {
        var cos = Math.Cos(s.Middle);
        var spot = Polar(s.Middle, Rim + 20);
        var down = Math.Sin(s.Middle) > 0 ? 8 : -1;
        return (new(spot.X, spot.Y + (Math.Abs(cos) < 0.35 ? down * 1.2 : 4)), cos > 0.22 ? "" : cos < -0.22 ? "end" : "mid");
    }

    private static int Large(DrawnSector s) => s.To - s.From > Math.PI ? 1 : 0;

    private static string P(Spot spot) => $"{Text.At(spot.X)},{Text.At(spot.Y)}";

    // Two letters each; where two partners share them, later letters of the name tell them apart.
    private static Dictionary<Guid, string> Initials(IEnumerable<CoveragePartner> partners)
    {
        Dictionary<Guid, string> given = [];
        HashSet<string> used = [];
        foreach (var partner in partners)
        {
            var name = new string([.. partner.Called.Where(char.IsLetter)]).ToUpperInvariant();
            var letters = Text.Initials(partner.Called);
            if (letters.Length == 1 && name.Length > 1)
                letters = name[..2];
            for (var i = 1; used.Contains(letters) && i < name.Length; i++)
                letters = $"{name[0]}{name[i]}";
            used.Add(letters);
            given[partner.Id] = letters;
        }
        return given;
    }

    /// <summary>The letters of every partner of the map, by partner.</summary>
    public IReadOnlyDictionary<Guid, string> LettersOf => Sectors.SelectMany(s => s.Partners).ToDictionary(p => p.Partner.Id, p => p.Letters);
}
