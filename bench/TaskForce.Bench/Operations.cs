using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Agreements;
using TaskForce.Core.Calendar;
using TaskForce.Core.Data;
using TaskForce.Core.Partners;
using TaskForce.Core.Reviews;
using TaskForce.Core.Roster;
using TaskForce.Core.Today;
using TaskForce.Web.Areas.Partners;

namespace TaskForce.Bench;

/// <summary>The operations that are measured. Each gives the number of bytes that its answer takes as JSON.</summary>
internal sealed class Operations(DataSet data)
{
    private readonly Drawing _drawing = new();
    private string? _after;
    private Guid? _edition;
    private List<Guid>? _mous;

    /// <summary>The next page of 50 partners, from the first to the last and round again.</summary>
    public async Task<long> ListAsync(int run)
    {
        var page = await new PartnerLists(data.Databases).PageAsync(data.Coordinator, new PartnerFilter(), _after);
        _after = run % 200 == 199 ? null : page.Next;
        return JsonSerializer.SerializeToUtf8Bytes(page).Length;
    }

    /// <summary>The list in the order of the index, from its lowest.</summary>
    public async Task<long> SortAsync(int run) =>
        JsonSerializer.SerializeToUtf8Bytes(await new PartnerLists(data.Databases).PageAsync(data.Coordinator, new PartnerFilter { Sort = PartnerSort.Index, Descending = run % 2 == 0 })).Length;

    /// <summary>The partners of one sector, from a place in the middle of the alphabet.</summary>
    public async Task<long> FilterAsync(int run) => JsonSerializer.SerializeToUtf8Bytes(await new PartnerLists(data.Databases).PageAsync(
        data.Coordinator, new PartnerFilter { Sector = Sector.LocalLawEnforcement }, Paging.Write("mesa", Guid.Empty, 500))).Length;

    /// <summary>The next page of 50 partners and the first drawing of its table, as HTML.</summary>
    public async Task<long> DrawnListAsync(int run)
    {
        var filter = new PartnerFilter();
        var page = await new PartnerLists(data.Databases).PageAsync(data.Coordinator, filter, _after);
        _after = run % 200 == 199 ? null : page.Next;
        return await _drawing.DrawAsync<PartnerTable>(new()
        {
            [nameof(PartnerTable.Page)] = page,
            [nameof(PartnerTable.Filter)] = filter,
            [nameof(PartnerTable.Selected)] = new HashSet<Guid>(),
            [nameof(PartnerTable.SeesStages)] = true,
            [nameof(PartnerTable.Today)] = data.Today,
            [nameof(PartnerTable.MayWrite)] = true,
            [nameof(PartnerTable.MayLog)] = true,
        });
    }

    /// <summary>The counts above the list.</summary>
    public async Task<long> CountsAsync(int run) => JsonSerializer.SerializeToUtf8Bytes((await new PartnerLists(data.Databases).CountsAsync(data.Coordinator)).Total).Length;

    /// <summary>Search for the beginning of a number in a name.</summary>
    public async Task<long> SearchAsync(int run) =>
        JsonSerializer.SerializeToUtf8Bytes(await new Searches(data.Databases).FindAsync(data.Coordinator, (run * 37 % data.Slugs.Count).ToString(CultureInfo.InvariantCulture))).Length;

    /// <summary>The record of a partner with its timeline.</summary>
    public async Task<long> RecordAsync(int run)
    {
        var page = await new PartnerPages(data.Databases).ReadAsync(data.Coordinator, data.Slugs[run * 37 % data.Slugs.Count]);
        var timeline = await new PartnerTimelines(data.Databases).ReadAsync(data.Coordinator, page.Id);
        return JsonSerializer.SerializeToUtf8Bytes(page).Length + JsonSerializer.SerializeToUtf8Bytes(timeline).Length;
    }

    /// <summary>Today's queue.</summary>
    public async Task<long> TodayAsync(int run) => JsonSerializer.SerializeToUtf8Bytes(await new TodayQueue(data.Databases).ReadAsync(data.Coordinator)).Length;

    /// <summary>The executive review of the half that runs. It is drawn, not sent as JSON.</summary>
    public async Task<long> ReviewAsync(int run)
    {
        var reviews = new ExecutiveReviews(data.Databases);
        var review = await reviews.ReadAsync(data.Coordinator, reviews.Current);
        return review.Partners.Count == data.Slugs.Count ? 0 : throw new InvalidOperationException($"The review shows {review.Partners.Count} partners of {data.Slugs.Count}.");
    }

    /// <summary>The closing edition of the half before, opened with what was corrected since.</summary>
    public async Task<long> EditionAsync(int run)
    {
        var editions = new ReviewEditions(data.Databases);
        _edition ??= (await editions.ListAsync(data.Coordinator)).First(e => e.Kind == EditionKind.Closing).Id;
        return (await editions.OpenAsync(data.Coordinator, _edition.Value)).Review.Partners.Count > 0 ? 0 : throw new InvalidOperationException("The edition is empty.");
    }

    /// <summary>The marks of every promise of every partner over ten years, as the pages of the MOUs show them.</summary>
    public async Task<long> MarksAsync(int run)
    {
        var commitments = new Commitments(data.Databases);
        _mous ??= await MousAsync();
        var marks = 0;
        foreach (var mou in _mous)
            marks += (await commitments.OfMouAsync(data.Coordinator, mou)).Sum(c => c.Parties.Sum(p => p.Marks.Count));
        return marks >= data.Slugs.Count * 60 ? 0 : throw new InvalidOperationException($"There are {marks} marks for {data.Slugs.Count} partners.");
    }

    private async Task<List<Guid>> MousAsync()
    {
        await using var db = await data.Databases.OpenAsync(data.Coordinator);
        return await db.Mous.Select(m => m.Id).ToListAsync();
    }

    /// <summary>Who is thanked for what in the half that runs: the one page that reads the promises of all partners.</summary>
    public async Task<long> LettersAsync(int run)
    {
        var letters = await new Letters(data.Databases).ListAsync(data.Coordinator, HalfYear.Containing(data.Today));
        return letters.Gifts.Count > 0 ? 0 : throw new InvalidOperationException("Nobody is thanked.");
    }

    /// <summary>What one partner promised, with its marks.</summary>
    public async Task<long> PromisesAsync(int run)
    {
        await using var db = await data.Databases.OpenAsync(data.Coordinator);
        var slug = data.Slugs[run * 37 % data.Slugs.Count];
        var id = await db.Partners.Where(p => p.Slug == slug).Select(p => p.Id).FirstAsync();
        return JsonSerializer.SerializeToUtf8Bytes(await new Commitments(data.Databases).OfPartnerAsync(data.Coordinator, id)).Length;
    }

    /// <summary>Who is at the table.</summary>
    public async Task<long> CoverageAsync(int run) => JsonSerializer.SerializeToUtf8Bytes(await new Coverages(data.Databases).ReadAsync(data.Coordinator)).Length;

    /// <summary>The index of every partner in each half of ten years, as trends show it.</summary>
    public async Task<long> TrendAsync(int run)
    {
        await using var db = await data.Databases.OpenAsync(data.Coordinator);
        var first = HalfYear.Containing(data.Today).Last(20)[0].Key;
        var rows = await db.PartnerHalves.AsNoTracking().Where(h => h.Half >= first).GroupBy(h => h.Half)
            .Select(g => new { g.Key, Mean = g.Average(h => h.Index), With = g.Count(h => h.Index != null) }).OrderBy(g => g.Key).ToListAsync();
        return JsonSerializer.SerializeToUtf8Bytes(rows).Length;
    }

    /// <summary>Fifty partners with everything that a row of the list shows, by plain SQL.</summary>
    public Task<long> RawListAsync(int run) => RawAsync(
        """
        SELECT p."Id", p."Name", p."Slug", p."Sector", p."Level", p."Tier", k."Name" AS "Kind", s."LastContactOn", s."HasMou", s."MouEndsOn", s."Index", s."Change", s."Recent", s."ChampionUntil",
            (SELECT j."Stage" FROM "PartnerJudgments" j WHERE j."PartnerId" = p."Id") AS "Stage"
        FROM "Partners" p JOIN "PartnerKinds" k ON k."Id" = p."KindId" LEFT JOIN "PartnerStandings" s ON s."PartnerId" = p."Id"
        WHERE p."ArchivedAt" IS NULL ORDER BY p."SortName", p."Id" LIMIT 50
        """);

    /// <summary>The partner and its last twelve contacts, by plain SQL.</summary>
    public Task<long> RawRecordAsync(int run) => RawAsync(
        """
        SELECT p.*, c."On", c."Kind", c."Line" FROM "Partners" p JOIN "ContactPartners" t ON t."PartnerId" = p."Id" JOIN "Contacts" c ON c."Id" = t."ContactId"
        WHERE p."Slug" = @p ORDER BY t."On" DESC LIMIT 12
        """, data.Slugs[run * 37 % data.Slugs.Count]);

    /// <summary>The prefix range of a search, by plain SQL.</summary>
    public Task<long> RawSearchAsync(int run) => RawAsync(
        """
        SELECT e."Id", e."Title", e."Detail", e."Address" FROM "SearchWords" w JOIN "SearchEntries" e ON e."Id" = w."EntryId"
        WHERE w."Word" >= @p AND w."Word" < @p || '~' LIMIT 20
        """, (run * 37 % data.Slugs.Count).ToString(CultureInfo.InvariantCulture));

    /// <summary>What a review would cost that counted all contacts each time, by plain SQL.</summary>
    public Task<long> RawHistoryAsync(int run) => RawAsync("""SELECT "PartnerId", count(*), max("On") FROM "ContactPartners" WHERE "TwoWay" GROUP BY "PartnerId" """);

    private async Task<long> RawAsync(string sql, string? value = null)
    {
        await using var db = await data.Databases.OpenAsync(Actor.System("raw"));
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        if (value is not null)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = "p";
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }
        await using var row = await command.ExecuteReaderAsync();
        return await JsonOfAsync(row);
    }

    private static async Task<long> JsonOfAsync(DbDataReader row)
    {
        using var stream = new MemoryStream();
        await using var json = new Utf8JsonWriter(stream);
        json.WriteStartArray();
        while (await row.ReadAsync())
        {
            json.WriteStartObject();
            for (var i = 0; i < row.FieldCount; i++)
                json.WriteString(row.GetName(i), await row.IsDBNullAsync(i) ? null : Convert.ToString(row.GetValue(i), CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        await json.FlushAsync();
        return stream.Length;
    }

    /// <summary>Imports people of 400 agencies from a CSV file: staging, checks against the roster, the write with history.</summary>
    public async Task<int> ImportAsync(int people)
    {
        var csv = new StringBuilder("Agency,First Name,Last Name,Title,Email,Phone\n");
        for (var i = 0; i < people; i++)
            csv.Append(CultureInfo.InvariantCulture, $"Town{i % 400} Police Department,First{i},Last{i},Officer,person{i}@agency{i % 400}.example,555-01{i % 100:00}\n");
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(csv.ToString()));
        var imports = new Imports(data.Databases);
        var id = await imports.UploadAsync(data.Coordinator, file, "people.csv");
        var written = await imports.RunAsync(data.Coordinator, id);
        return written == people ? written : throw new InvalidOperationException($"{written} of {people} people were imported.");
    }
}
