using TaskForce.Core.Data;

namespace TaskForce.Core.Roster.Sample;

/// <summary>Addresses that nothing else has yet.</summary>
internal sealed class SampleSlugs(IEnumerable<string> taken)
{
    private readonly HashSet<string> taken = [.. taken];

    public string For(string name)
    {
        var slug = Folding.Slug(name);
        var free = slug;
        for (var n = 2; !taken.Add(free); n++)
            free = $"{slug}-{n}";
        return free;
    }
}
