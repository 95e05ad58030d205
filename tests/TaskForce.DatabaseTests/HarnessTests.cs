using System.Diagnostics;
using Npgsql;
using TaskForce.Tests;

namespace TaskForce.DatabaseTests;

public class HarnessTests
{
    [Fact]
    public async Task A_copy_of_a_template_has_its_tables_and_is_not_the_template()
    {
        var cluster = await PostgresCluster.GetAsync();
        var template = await cluster.CreateDatabaseAsync(name: "harness_template");
        await Execute(template + ";Pooling=false", "create table word (text text); insert into word values ('one')");
        var clock = Stopwatch.StartNew();
        var copy = await cluster.CreateDatabaseAsync("harness_template");
        TestContext.Current.TestOutputHelper!.WriteLine($"{clock.ElapsedMilliseconds} ms");
        await Execute(copy, "insert into word values ('two')");

        Assert.Equal(2L, await Execute(copy, "select count(*) from word"));
        Assert.Equal(1L, await Execute(template + ";Pooling=false", "select count(*) from word"));
    }

    private static async Task<object?> Execute(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }
}
