using System.Data.Common;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using TaskForce.Core.Access;
using TaskForce.Core.Data;

namespace TaskForce.Core.Backups;

/// <summary>
/// Backups of everything: one file with every table, uploaded files and history included, and a manifest of counts and hashes. It is taken while
/// the product runs, as of one moment; it needs no tool of the database, and goes back into either database.
/// </summary>
public sealed class Backups(Databases databases)
{
    private const string ManifestEntry = "manifest.json";
    private static readonly Actor Keeper = Actor.System("backup");
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Converters = { new JsonStringEnumConverter() } };

    /// <summary>Writes a backup and reads it back to check it.</summary>
    /// <param name="file">Where to. It must not exist yet.</param>
    /// <param name="ct">Gives up; nothing is left behind.</param>
    /// <exception cref="RefusedException">The file exists, or what was written does not read back.</exception>
    public async Task<BackupResult> WriteAsync(string file, CancellationToken ct = default)
    {
        file = Path.GetFullPath(file);
        if (File.Exists(file))
            throw new RefusedException($"{file} exists already. Choose another name, or move it away first.");
        if (!Directory.Exists(Path.GetDirectoryName(file)))
            throw new RefusedException($"The folder {Path.GetDirectoryName(file)} does not exist. Make it, or name another.");
        var partial = file + ".partial";
        try
        {
            await WriteEntriesAsync(partial, ct);
            var manifest = await VerifyAsync(partial, ct);
            File.Move(partial, file);
            return new BackupResult(file, manifest.Tables.Count, manifest.Rows, new FileInfo(file).Length);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    /// <summary>Checks that a backup is whole: every table there, with the hash that the manifest names.</summary>
    /// <exception cref="RefusedException">It is not a backup of this product, or it is damaged.</exception>
    public static async Task<BackupManifest> VerifyAsync(string file, CancellationToken ct = default)
    {
        try
        {
            await using var zip = await ZipFile.OpenReadAsync(file, ct);
            var manifest = await ManifestAsync(zip, file, ct);
            foreach (var table in manifest.Tables)
            {
                await using var lines = await Entry(zip, table.Name).OpenAsync(ct);
                if (Convert.ToHexStringLower(await SHA256.HashDataAsync(lines, ct)) != table.Sha256)
                    throw Damaged(file, $"{table.Name} does not match its hash");
            }
            return manifest;
        }
        catch (Exception problem) when (problem is InvalidDataException or JsonException or EndOfStreamException)
        {
            throw Damaged(file, "it cannot be read to its end");
        }
        catch (FileNotFoundException)
        {
            throw new RefusedException($"There is no file {Path.GetFullPath(file)}.");
        }
    }

    /// <summary>
    /// Puts a backup into the database, all of it or nothing, and checks every table against the manifest before it is kept. An older backup is
    /// brought up to this version afterwards.
    /// </summary>
    /// <param name="file">The backup.</param>
    /// <param name="force">Whether to throw away what is in the database.</param>
    /// <param name="ct">Gives up; the database stays as it was.</param>
    /// <exception cref="RefusedException">The file is damaged or from a newer version, or the database is not empty.</exception>
    public async Task<BackupResult> RestoreAsync(string file, bool force, CancellationToken ct = default)
    {
        var manifest = await VerifyAsync(file, ct);
        await using var db = await databases.OpenAsync(Keeper, ct);
        await PrepareSchemaAsync(db, manifest, force, ct);

        await db.Database.OpenConnectionAsync(ct);
        var connection = db.Database.GetDbConnection();
        var own = BackupSchema.Of(db);
        if (!force && await BackupTables.AnyRowsAsync(connection, own, ct))
            throw new RefusedException("The database is not empty, so nothing was restored. Add --force to replace everything in it with the backup.");

        await using (var keys = await ForeignKeys.PutAsideAsync(connection, ct))
        {
            await using var transaction = await connection.BeginTransactionAsync(ct);
            await keys.DropAsync(transaction, ct);
            await BackupTables.EmptyAsync(connection, transaction, own, ct);
            await using (var zip = await ZipFile.OpenReadAsync(file, ct))
            {
                foreach (var table in manifest.Tables)
                {
                    await using var lines = await Entry(zip, table.Name).OpenAsync(ct);
                    await BackupTables.ReadAsync(db, transaction, table, lines, ct);
                }
            }
            await keys.BringBackAsync(transaction, ct);
            foreach (var table in manifest.Tables)
            {
                var (rows, hash) = await HashAsync(connection, transaction, table, Stream.Null, ct);
                if (rows != table.Rows || hash != table.Sha256)
                    throw new RefusedException($"{table.Name} came back different from the backup, so nothing was restored.");
            }
            await transaction.CommitAsync(ct);
        }

        await db.Database.MigrateAsync(ct);
        return new BackupResult(Path.GetFullPath(file), manifest.Tables.Count, manifest.Rows, new FileInfo(file).Length);
    }

    private async Task WriteEntriesAsync(string file, CancellationToken ct)
    {
        await using var db = await databases.OpenAsync(Keeper, ct);
        await using var transaction = await BackupTables.SnapshotAsync(db, ct);
        var migration = NameOf((await db.Database.GetAppliedMigrationsAsync(ct)).LastOrDefault() ?? throw new RefusedException("The database has not been set up yet, so there is nothing to back up."));
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.ReadWrite };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var stream = new FileStream(file, options);
        await using var zip = await ZipArchive.CreateAsync(stream, ZipArchiveMode.Create, leaveOpen: false, entryNameEncoding: null, ct);
        List<BackupTable> tables = [];
        foreach (var table in BackupSchema.Of(db))
        {
            await using var lines = await zip.CreateEntry(EntryName(table.Name), CompressionLevel.Fastest).OpenAsync(ct);
            var (rows, hash) = await HashAsync(db.Database.GetDbConnection(), transaction, table, lines, ct);
            tables.Add(table with { Rows = rows, Sha256 = hash });
        }
        await transaction.RollbackAsync(ct);
        await using var last = await zip.CreateEntry(ManifestEntry).OpenAsync(ct);
        var provider = db.Database.IsNpgsql() ? DatabaseProvider.PostgreSql : DatabaseProvider.Sqlite;
        await JsonSerializer.SerializeAsync(last, new BackupManifest(BackupManifest.CurrentFormat, databases.Clock.UtcNow, provider.ToString(), migration, tables), Json, ct);
    }

    private static async Task<(long Rows, string Hash)> HashAsync(DbConnection connection, DbTransaction transaction, BackupTable table, Stream to, CancellationToken ct)
    {
        using var sha = SHA256.Create();
        long rows;
        await using (var hashing = new CryptoStream(to, sha, CryptoStreamMode.Write, leaveOpen: true))
        await using (var buffered = new BufferedStream(hashing, 1 << 16))
            rows = await BackupTables.WriteAsync(connection, transaction, table, buffered, ct);
        return (rows, Convert.ToHexStringLower(sha.Hash!));
    }

    /// <summary>Brings the database to the migration that the backup was taken at, so that its columns fit.</summary>
    private static async Task PrepareSchemaAsync(TaskForceDb db, BackupManifest manifest, bool force, CancellationToken ct)
    {
        var known = db.Database.GetMigrations().FirstOrDefault(m => NameOf(m) == manifest.Migration)
            ?? throw new RefusedException($"The backup was written by a newer version of this product (migration {manifest.Migration}). Install that version first.");
        var applied = (await db.Database.GetAppliedMigrationsAsync(ct)).ToList();
        if (applied.Count == 0 || applied[^1] == known)
            await db.GetService<IMigrator>().MigrateAsync(known, ct);
        else if (!force)
            throw new RefusedException("The database is not empty, so nothing was restored. Add --force to replace everything in it with the backup.");
        else
            throw new RefusedException("The backup is from an older version than the database. Restore it into an empty database; it is brought up to this version there.");
    }

    private static async Task<BackupManifest> ManifestAsync(ZipArchive zip, string file, CancellationToken ct)
    {
        var entry = zip.GetEntry(ManifestEntry) ?? throw new RefusedException($"{Path.GetFullPath(file)} is not a backup of this product, or it was cut off.");
        await using var stream = await entry.OpenAsync(ct);
        var manifest = await JsonSerializer.DeserializeAsync<BackupManifest>(stream, Json, ct);
        if (manifest is null || manifest.Format != BackupManifest.CurrentFormat)
            throw new RefusedException($"{Path.GetFullPath(file)} has a form that this version does not read.");
        var missing = manifest.Tables.FirstOrDefault(t => zip.GetEntry(EntryName(t.Name)) is null);
        return missing is null ? manifest : throw Damaged(file, $"{missing.Name} is missing");
    }

    private static RefusedException Damaged(string file, string how) => new($"{Path.GetFullPath(file)} is damaged: {how}. Nothing was restored.");

    private static ZipArchiveEntry Entry(ZipArchive zip, string table) => zip.GetEntry(EntryName(table))!;

    private static string EntryName(string table) => $"tables/{table}.jsonl";

    // The two databases' migrations carry different times before the same name.
    private static string NameOf(string migration) => migration[(migration.IndexOf('_', StringComparison.Ordinal) + 1)..];
}
