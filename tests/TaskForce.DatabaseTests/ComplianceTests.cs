using System.Reflection;
using TaskForce.Tests;

namespace TaskForce.DatabaseTests;

/// <summary>Facts about the database hold only if they were tried on both.</summary>
public class ComplianceTests
{
    public static TheoryData<string> Facts => [.. AllFacts.Select(t => t.Name)];

    private static IEnumerable<Type> AllFacts => typeof(ComplianceTests).Assembly.GetTypes().Where(t =>
        t.IsAbstract && t.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Any(c => c.GetParameters().Any(p => p.ParameterType == typeof(DatabaseFixture))));

    [Theory]
    [MemberData(nameof(Facts))]
    public void Every_facts_class_runs_on_both_databases(string facts)
    {
        var runs = typeof(ComplianceTests).Assembly.GetTypes().Where(t => t is { IsAbstract: false } && t.BaseType?.Name == facts).SelectMany(t => t.GetConstructors()).SelectMany(c => c.GetParameters()).Select(p => p.ParameterType).ToHashSet();

        Assert.Contains(typeof(SqliteFixture), runs);
        Assert.Contains(typeof(PostgreSqlFixture), runs);
    }

    [Fact]
    public void A_test_that_uses_the_shared_store_is_in_a_facts_class()
    {
        var alone = typeof(ComplianceTests).Assembly.GetTypes()
            .Where(t => !t.IsAbstract && t.GetConstructors().Any(c => c.GetParameters().Any(p => typeof(DatabaseFixture).IsAssignableFrom(p.ParameterType))))
            .Where(t => !AllFacts.Contains(t.BaseType!))
            .Select(t => t.Name);

        Assert.Empty(alone);
    }
}
