using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Backups;
using TaskForce.Core.Charter;
using TaskForce.Core.Data;
using TaskForce.Core.Partners;
using TaskForce.Tests;

namespace TaskForce.DatabaseTests;

/// <summary>A backup is whole, says when it is not, and comes back as it was, on either database.</summary>
public abstract class BackupsFacts(DatabaseFixture db) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tf-backup-").FullName;

    private string Target(string name = "all.tfbackup") => Path.Combine(_folder, name);

    [Fact]
    public async Task A_backup_comes_back_row_for_row()
    {
        await using var store = await FilledAsync();
        var written = await new Backups(store.Databases).WriteAsync(Target());
        await using var empty = await db.FreshAsync();
        var restored = await new Backups(empty.Databases).RestoreAsync(Target(), force: false);
        await new Backups(empty.Databases).WriteAsync(Target("again.tfbackup"));

        var first = await Backups.VerifyAsync(Target());
        var second = await Backups.VerifyAsync(Target("again.tfbackup"));
        Assert.Equal(written.Rows, restored.Rows);
        Assert.True(written.Rows > 50);
        Assert.Equal(first.Tables.Select(t => (t.Name, t.Rows, t.Sha256)), second.Tables.Select(t => (t.Name, t.Rows, t.Sha256)));
        Assert.Equal(first.Tables.Count, (await empty.ReadAsync(d => Task.FromResult(d.Model.GetRelationalModel().Tables.Count()))));
    }

    [Fact]
    public async Task What_comes_back_reads_as_it_was_written()
    {
        await using var store = await FilledAsync();
        var before = await store.ReadAsync(d => d.Partners.AsNoTracking().Include(p => p.Tags).SingleAsync(p => p.Name.StartsWith("Casa")));
        await new Backups(store.Databases).WriteAsync(Target());
        await using var empty = await db.FreshAsync();
        await new Backups(empty.Databases).RestoreAsync(Target(), force: false);
        var after = await empty.ReadAsync(d => d.Partners.AsNoTracking().Include(p => p.Tags).SingleAsync(p => p.Slug == before.Slug));

        Assert.Equivalent(before, after);
        Assert.Equal(["Español", "Tiếng Việt \"quoted\""], after.Languages);
        Assert.Equal([0, 1, 254, 255], (await empty.ReadAsync(d => d.FileBytes.SingleAsync())).Bytes);
        Assert.Equal(new DateTimeOffset(2026, 11, 17, 12, 30, 0, TimeSpan.Zero), (await empty.ReadAsync(d => d.Users.FirstAsync(u => u.LockoutEnd != null))).LockoutEnd);
        Assert.Equal(await store.ReadAsync(d => d.AuditEntries.CountAsync()), await empty.ReadAsync(d => d.AuditEntries.CountAsync()));
    }

    [Fact]
    public async Task A_backup_goes_into_the_other_database_too()
    {
        await using var store = await FilledAsync();
        await new Backups(store.Databases).WriteAsync(Target());
        await using var other = await Store.OnAsync(db.Provider == DatabaseProvider.Sqlite ? DatabaseProvider.PostgreSql : DatabaseProvider.Sqlite);
        await new Backups(other.Databases).RestoreAsync(Target(), force: false);
        await new Backups(other.Databases).WriteAsync(Target("other.tfbackup"));

        var here = await Backups.VerifyAsync(Target());
        var there = await Backups.VerifyAsync(Target("other.tfbackup"));
        Assert.NotEqual(here.Database, there.Database);
        Assert.Equal(here.Tables.Select(t => (t.Name, t.Rows, t.Sha256)), there.Tables.Select(t => (t.Name, t.Rows, t.Sha256)));
    }

    [Fact]
    public async Task Work_goes_on_after_a_restore()
    {
        await using var store = await FilledAsync();
        await new Backups(store.Databases).WriteAsync(Target());
        await using var empty = await db.FreshAsync();
        await new Backups(empty.Databases).RestoreAsync(Target(), force: false);
        await empty.ChangeAsync(d => { d.Add(new ProtectionKey { Name = "next", Xml = "<key/>" }); return Task.CompletedTask; });

        Assert.Equal(2, await empty.ReadAsync(d => d.ProtectionKeys.CountAsync()));
        // The ties between tables are minded again.
        await Assert.ThrowsAsync<CollisionException>(() => empty.AddAsync(new PartnerTag { PartnerId = Guid.NewGuid(), Tag = "nobody's" }));
    }

    [Fact]
    public async Task A_database_that_holds_something_is_not_overwritten_unless_told()
    {
        await using var store = await FilledAsync();
        await new Backups(store.Databases).WriteAsync(Target());
        await using var other = await db.FreshAsync();
        await other.PartnerAsync("Already here");
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => new Backups(other.Databases).RestoreAsync(Target(), force: false));

        Assert.Contains("--force", refusal.Message);
        Assert.True(await other.ReadAsync(d => d.Partners.AnyAsync(p => p.Name == "Already here")));

        await new Backups(other.Databases).RestoreAsync(Target(), force: true);
        Assert.False(await other.ReadAsync(d => d.Partners.AnyAsync(p => p.Name == "Already here")));
        Assert.True(await other.ReadAsync(d => d.Partners.AnyAsync(p => p.Name.StartsWith("Casa"))));
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.5)]
    [InlineData(0.8)]
    public async Task A_damaged_backup_is_refused_and_changes_nothing(double where)
    {
        await using var store = await FilledAsync();
        await new Backups(store.Databases).WriteAsync(Target());
        var bytes = await File.ReadAllBytesAsync(Target());
        var at = (int)(bytes.Length * where);
        for (var i = at; i < at + 40; i++)
            bytes[i] ^= 0x5A;
        await File.WriteAllBytesAsync(Target(), bytes);
        await using var empty = await db.FreshAsync();

        await Assert.ThrowsAsync<RefusedException>(() => new Backups(empty.Databases).RestoreAsync(Target(), force: false));
        Assert.False(await empty.ReadAsync(d => d.Partners.AnyAsync()));
    }

    [Fact]
    public async Task A_backup_that_was_cut_off_is_refused()
    {
        await using var store = await FilledAsync();
        await new Backups(store.Databases).WriteAsync(Target());
        var bytes = await File.ReadAllBytesAsync(Target());
        await File.WriteAllBytesAsync(Target(), bytes[..(bytes.Length / 2)]);

        await Assert.ThrowsAsync<RefusedException>(() => Backups.VerifyAsync(Target()));
    }

    [Fact]
    public async Task A_backup_is_of_one_moment_while_others_write()
    {
        await using var store = await FilledAsync();
        using var stop = new CancellationTokenSource();
        var started = new TaskCompletionSource();
        var writing = Task.Run(async () =>
        {
            // Each save adds a partner and its tag together; a backup that saw one without the other would be torn.
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                var kind = await store.ReadAsync(d => d.PartnerKinds.FirstAsync());
                var partner = A.Partner($"Partner {i}", kind);
                await store.AddAsync(partner, new PartnerTag { PartnerId = partner.Id, Tag = "pair" });
                if (i == 3)
                    started.SetResult();
            }
        });
        await started.Task;
        for (var i = 0; i < 2; i++)
            await new Backups(store.Databases).WriteAsync(Target($"{i}.tfbackup"));
        await stop.CancelAsync();
        await writing;

        for (var i = 0; i < 2; i++)
        {
            await using var empty = await db.FreshAsync();
            await new Backups(empty.Databases).RestoreAsync(Target($"{i}.tfbackup"), force: false);
            var partners = await empty.ReadAsync(d => d.Partners.CountAsync(p => p.Name.StartsWith("Partner ")));
            Assert.Equal(partners, await empty.ReadAsync(d => d.PartnerTags.CountAsync(t => t.Tag == "pair")));
            Assert.True(partners >= 4);
        }
    }

    [Fact]
    public async Task A_backup_never_replaces_a_file_and_is_for_its_owner_only()
    {
        await new Backups(db.Databases).WriteAsync(Target());
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => new Backups(db.Databases).WriteAsync(Target()));

        Assert.Contains("exists already", refusal.Message);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Target()));
        Assert.Equal([Target()], Directory.GetFiles(_folder));
    }

    /// <inheritdoc />
    public void Dispose()
    {
        GC.SuppressFinalize(this);
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<Store> FilledAsync()
    {
        var store = await db.FreshAsync();
        await new Founding(store.Databases).FoundAsync(new FoundingForm
        {
            Name = "Harbor County",
            TimeZone = "America/Los_Angeles",
            AdministratorName = "Ana Núñez",
            AdministratorEmail = "ana@example.org",
        });
        var shelter = await store.PartnerAsync("Casa Épica \\ \"Shelter\"\nand more\tthan that");
        var person = await store.PersonAsync("Dana Cole", shelter, "Director");
        var account = A.Account(person, Role.Member);
        account.LockoutEnd = new DateTimeOffset(2026, 11, 17, 12, 30, 0, TimeSpan.Zero);
        var file = new StoredFile { Name = "mou.pdf", ContentType = "application/pdf", Hash = new string('a', 64), Size = 4, UploadedAt = store.Time.Now };
        await store.AddAsync(account, file, new FileBytes { FileId = file.Id, Bytes = [0, 1, 254, 255] }, new ProtectionKey { Name = "first", Xml = "<key/>" }, new PartnerTag { PartnerId = shelter.Id, Tag = "near" });
        await store.ChangeAsync(async d =>
        {
            var partner = await d.Partners.SingleAsync(p => p.Id == shelter.Id);
            partner.Languages = ["Español", "Tiếng Việt \"quoted\""];
            partner.ShortName = "Casa";
        });
        return store;
    }
}

public sealed class BackupsOnSqlite(SqliteFixture db) : BackupsFacts(db), IClassFixture<SqliteFixture>;

public sealed class BackupsOnPostgreSql(PostgreSqlFixture db) : BackupsFacts(db), IClassFixture<PostgreSqlFixture>;
