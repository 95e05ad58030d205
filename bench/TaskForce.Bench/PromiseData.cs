using System.Globalization;
using TaskForce.Core.Agreements;
using TaskForce.Core.Calendar;
using TaskForce.Core.Data;
using TaskForce.Core.Partners;
using TaskForce.Core.Reviews;

namespace TaskForce.Bench;

/// <summary>The promises of the deep data set: MOUs that bind every partner all the time, what each promised in them, what each gave, and closed halves.</summary>
internal static class PromiseData
{
    private const int PartiesOfEach = 15, ClosedHalves = 3;

    /// <summary>One MOU for fifteen partners each, in force on every day, with four promises of each party.</summary>
    public static async Task WriteAsync(TaskForceDb db, Random random, List<Partner> partners, DateOnly today, int years)
    {
        var begins = today.AddYears(-years);
        var copy = new StoredFile { Name = "executed.pdf", ContentType = "application/pdf", Size = 1, Hash = new('0', 64), UploadedAt = DateTime.UnixEpoch };
        List<Mou> mous = [];
        List<MouVersion> versions = [];
        List<MouParty> parties = [];
        List<Commitment> promises = [];
        List<PartnerReturn> returns = [];
        foreach (var (i, some) in partners.Chunk(PartiesOfEach).Index())
        {
            var title = "Memorandum " + (i + 1).ToString(CultureInfo.InvariantCulture);
            var mou = new Mou { Title = title, SortName = Folding.Fold(title) };
            var version = new MouVersion { MouId = mou.Id, SentForSignatureOn = begins, EffectiveOn = begins, ExpiresOn = today.AddYears(1), FileId = copy.Id };
            mous.Add(mou);
            versions.Add(version);
            parties.AddRange(some.Select((p, order) => new MouParty { VersionId = version.Id, PartnerId = p.Id, SignedOn = begins, Order = order }));
            var hours = Promise(CommitmentKind.Return, CommitmentPeriod.Quarter, "Forty hours of staff time each quarter");
            hours.Gives = ReturnContent.Hours;
            hours.Hours = 40;
            hours.DueDays = 30;
            promises.AddRange([
                Promise(CommitmentKind.ExecutiveMeetings, CommitmentPeriod.Half, "Come to the executive meeting of each half"), hours,
                Promise(CommitmentKind.TrainingHosted, CommitmentPeriod.Year, "Host a training each year"), Promise(CommitmentKind.Champion, CommitmentPeriod.Year, "Name a champion"),
            ]);
            foreach (var partner in some)
            {
                for (var quarter = Quarter.Containing(begins); quarter.End < today; quarter = Quarter.Containing(quarter.End.AddDays(1)))
                {
                    if (random.Next(5) > 0)
                        returns.Add(new() { CommitmentId = hours.Id, PartnerId = partner.Id, From = quarter.Start, To = quarter.End, ReceivedOn = quarter.End.AddDays(10), Hours = 20 + random.Next(40) });
                }
            }

            Commitment Promise(CommitmentKind kind, CommitmentPeriod period, string title) =>
                new() { MouId = mou.Id, Title = title, Kind = kind, Period = period, DeputyCounts = true, FirstDueOn = begins, Order = (int)kind };
        }

        await RawWriter.InsertAsync(db, (StoredFile[])[copy]);
        await RawWriter.InsertAsync(db, mous);
        await RawWriter.InsertAsync(db, versions);
        await RawWriter.InsertAsync(db, parties);
        await RawWriter.InsertAsync(db, promises);
        await RawWriter.InsertAsync(db, returns);
    }

    /// <summary>Closes the halves before the one that runs, the oldest first, as the coordinator would.</summary>
    public static async Task CloseAsync(DataSet data)
    {
        foreach (var half in HalfYear.Containing(data.Today).Last(ClosedHalves + 1).SkipLast(1))
            await new ReviewEditions(data.Databases).MakeAsync(data.Coordinator, half, new() { Kind = EditionKind.Closing });
    }
}
