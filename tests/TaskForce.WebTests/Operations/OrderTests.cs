using Microsoft.AspNetCore.Builder;
using TaskForce.Core.Access;
using TaskForce.Web.Operations;

namespace TaskForce.WebTests.Operations;

public class OrderTests
{
    [Fact]
    public void Without_an_order_pages_are_served_and_the_settings_stay()
    {
        string[] args = ["--DataFolder", "here", "--Urls=http://localhost:1"];

        Assert.Null(Order.Take(ref args));
        Assert.Equal(["--DataFolder", "here", "--Urls=http://localhost:1"], args);
    }

    [Fact]
    public void An_order_is_taken_off_and_the_settings_around_it_stay()
    {
        string[] args = ["--DataFolder", "here", "--restore", "monday.tfbackup", "--force", "--Database:Provider=PostgreSql"];

        Assert.Equal(new Order(OrderKind.Restore, "monday.tfbackup", Force: true), Order.Take(ref args));
        Assert.Equal(["--DataFolder", "here", "--Database:Provider=PostgreSql"], args);
    }

    [Theory]
    [InlineData("--migrate", OrderKind.Migrate)]
    [InlineData("--rebuild", OrderKind.Rebuild)]
    public void Some_orders_need_nothing_behind_them(string word, OrderKind kind)
    {
        string[] args = [word, "--DataFolder", "here"];

        Assert.Equal(new Order(kind, "", Force: false), Order.Take(ref args));
    }

    [Theory]
    [InlineData("--backup")]
    [InlineData("--restore --force")]
    [InlineData("--reset-admin --DataFolder x")]
    [InlineData("--migrate --backup x")]
    [InlineData("--backup x --force")]
    [InlineData("--rebuild --force")]
    [InlineData("--force")]
    public void What_is_not_complete_or_contradicts_itself_is_refused_in_a_sentence(string line)
    {
        var args = line.Split(' ');

        Assert.EndsWith(".", Assert.Throws<RefusedException>(() => Order.Take(ref args)).Message);
    }
}

public class ListeningTests
{
    [Theory]
    [InlineData("http://localhost:5080", false)]
    [InlineData("http://127.0.0.1:0", false)]
    [InlineData("http://[::1]:5080/", false)]
    [InlineData("https://*:443", false)]
    [InlineData("http://unix:/run/taskforce.sock", false)]
    [InlineData("http://*:8080", true)]
    [InlineData("http://+:80", true)]
    [InlineData("http://0.0.0.0:5080", true)]
    [InlineData("http://[::]:5080", true)]
    [InlineData("http://192.168.1.7:5080", true)]
    [InlineData("HTTP://tf.example.org", true)]
    public void Plain_addresses_that_others_reach_are_told_from_those_of_this_computer(string address, bool wide) =>
        Assert.Equal(wide, Listening.IsPlainAndWide(address));

    [Theory]
    [InlineData("Urls", "http://localhost:5080;http://*:80")]
    [InlineData("HTTP_PORTS", "8080")]
    [InlineData("Kestrel:Endpoints:Front:Url", "http://0.0.0.0:80")]
    public void Listening_wider_in_the_clear_is_refused_until_a_proxy_is_named(string setting, string value)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration["Urls"] = null;
        builder.Configuration[setting] = value;
        Assert.Contains("Proxy:Trusted", Assert.Throws<RefusedException>(builder.DemandSafeAddresses).Message);

        builder.Configuration["Proxy:Trusted"] = "127.0.0.1";
        builder.DemandSafeAddresses();
    }
}

public sealed class FolderLockTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tf-lock-").FullName;

    [Fact]
    public void A_second_taker_is_refused_until_the_first_has_gone()
    {
        using (FolderLock.Take(_folder))
            Assert.Contains(_folder, Assert.Throws<RefusedException>(() => FolderLock.Take(_folder)).Message);

        FolderLock.Take(_folder).Dispose();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
