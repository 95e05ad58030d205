using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using TaskForce.Core.Access;
using TaskForce.Core.Agreements;
using TaskForce.Core.Bodies;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Calendar;
using TaskForce.Core.Charter;
using TaskForce.Core.Learning;
using TaskForce.Core.Mail;
using TaskForce.Core.Meetings;
using TaskForce.Core.Outreach;
using TaskForce.Core.Partners;
using TaskForce.Core.People;
using TaskForce.Core.Reviews;
using TaskForce.Core.Roster;
using TaskForce.Core.Today;
using Attendance = TaskForce.Core.Meetings.Attendance;

namespace TaskForce.Core.Data;

/// <summary>
/// The database of one task force, opened for one actor. It filters candid facts for that actor, writes the history of every
/// change in the actor's name and keeps search in step. Opened only by <see cref="Databases"/>.
/// </summary>
public sealed class TaskForceDb(DbContextOptions<TaskForceDb> options, Actor? actor, TaskForceClock? clock) : IdentityUserContext<Account, Guid>(options)
{
    private const int ConstraintOfSqlite = 19;

    /// <summary>Who acts; a write without one is refused.</summary>
    public Actor? Actor { get; } = actor;

    /// <summary>What is saved by this context is undone together.</summary>
    public Guid ChangeId { get; set; } = Guid.CreateVersion7();

    /// <summary>The import in whose name this context writes, if one does.</summary>
    public Guid? BatchId { get; set; }

    /// <summary>While something is struck out the history says that it was, and repeats nothing of it.</summary>
    public bool IsStrikingOut { get; set; }

    /// <summary>The line of history with which the next change of its record goes on, instead of beginning one: its <i>before</i> stays, its
    /// <i>after</i> becomes the newest. For what saves itself while it is typed; null otherwise.</summary>
    internal AuditEntry? GoesOn { get; set; }

    public TaskForceClock Clock => clock ?? throw new InvalidOperationException("This context was made to describe the database, not to work with it.");

    // What the candour filters ask. Properties of the context, so that each query takes the values of its own actor.
    internal bool SeesAllCandid => Actor?.SeesAllCandid ?? false;
    internal Guid? Me => Actor?.AccountId;
    internal List<Guid> CandidPartners { get; } = [.. actor?.CandidPartners ?? []];
    internal List<Guid> OwnPartners { get; } = [.. actor?.OwnPartners ?? []];

    public DbSet<Profile> Profiles => Set<Profile>();
    public DbSet<CharterRow> Charters => Set<CharterRow>();
    public DbSet<Session> Sessions => Set<Session>();
    public DbSet<Invitation> Invitations => Set<Invitation>();
    public DbSet<OneTimeLink> OneTimeLinks => Set<OneTimeLink>();
    public DbSet<OwnAgencyReading> OwnAgencyReadings => Set<OwnAgencyReading>();
    public DbSet<PartnerKind> PartnerKinds => Set<PartnerKind>();
    public DbSet<Partner> Partners => Set<Partner>();
    public DbSet<PartnerTag> PartnerTags => Set<PartnerTag>();
    public DbSet<Membership> Memberships => Set<Membership>();
    public DbSet<PartnerJudgment> PartnerJudgments => Set<PartnerJudgment>();
    public DbSet<PartnerNote> PartnerNotes => Set<PartnerNote>();
    public DbSet<PartnerStanding> PartnerStandings => Set<PartnerStanding>();
    public DbSet<Sponsor> Sponsors => Set<Sponsor>();
    public DbSet<Champion> Champions => Set<Champion>();
    public DbSet<LeadershipStatement> LeadershipStatements => Set<LeadershipStatement>();
    public DbSet<Person> People => Set<Person>();
    public DbSet<Post> Posts => Set<Post>();
    public DbSet<PersonEmail> PersonEmails => Set<PersonEmail>();
    public DbSet<PersonPhone> PersonPhones => Set<PersonPhone>();
    public DbSet<Office> Offices => Set<Office>();
    public DbSet<OfficeHolding> OfficeHoldings => Set<OfficeHolding>();
    public DbSet<Body> Bodies => Set<Body>();
    public DbSet<Seat> Seats => Set<Seat>();
    public DbSet<SeatHolding> SeatHoldings => Set<SeatHolding>();
    public DbSet<PlanGoal> PlanGoals => Set<PlanGoal>();
    public DbSet<PlanActivity> PlanActivities => Set<PlanActivity>();
    public DbSet<Meeting> Meetings => Set<Meeting>();
    public DbSet<AgendaItem> AgendaItems => Set<AgendaItem>();
    public DbSet<Attendance> Attendance => Set<Attendance>();
    public DbSet<MeetingDecision> MeetingDecisions => Set<MeetingDecision>();
    public DbSet<ActionItem> ActionItems => Set<ActionItem>();
    public DbSet<MeetingReply> MeetingReplies => Set<MeetingReply>();
    public DbSet<ReplyLink> ReplyLinks => Set<ReplyLink>();
    public DbSet<CalendarFeed> CalendarFeeds => Set<CalendarFeed>();
    public DbSet<Mou> Mous => Set<Mou>();
    public DbSet<MouVersion> MouVersions => Set<MouVersion>();
    public DbSet<MouParty> MouParties => Set<MouParty>();
    public DbSet<ClauseText> ClauseTexts => Set<ClauseText>();
    public DbSet<MouClause> MouClauses => Set<MouClause>();
    public DbSet<ApprovalStep> ApprovalSteps => Set<ApprovalStep>();
    public DbSet<MouTemplate> MouTemplates => Set<MouTemplate>();
    public DbSet<Protocol> Protocols => Set<Protocol>();
    public DbSet<ProtocolVersion> ProtocolVersions => Set<ProtocolVersion>();
    public DbSet<ProtocolTraining> ProtocolTrainings => Set<ProtocolTraining>();
    public DbSet<MouObjection> MouObjections => Set<MouObjection>();
    public DbSet<Commitment> Commitments => Set<Commitment>();
    public DbSet<CommitmentRuling> CommitmentRulings => Set<CommitmentRuling>();
    public DbSet<PartnerReturn> PartnerReturns => Set<PartnerReturn>();
    public DbSet<ReturnLink> ReturnLinks => Set<ReturnLink>();
    public DbSet<TrainingSession> TrainingSessions => Set<TrainingSession>();
    public DbSet<TrainingAttendance> TrainingAttendance => Set<TrainingAttendance>();
    public DbSet<SurveyAnswer> SurveyAnswers => Set<SurveyAnswer>();
    public DbSet<JudgedValue> JudgedValues => Set<JudgedValue>();
    public DbSet<Contact> Contacts => Set<Contact>();
    public DbSet<ContactPartner> ContactPartners => Set<ContactPartner>();
    public DbSet<ContactPerson> ContactPeople => Set<ContactPerson>();
    public DbSet<Barrier> Barriers => Set<Barrier>();
    public DbSet<Community> Communities => Set<Community>();
    public DbSet<ApproachPlan> ApproachPlans => Set<ApproachPlan>();
    public DbSet<ApproachStep> ApproachSteps => Set<ApproachStep>();
    public DbSet<ApproachTemplate> ApproachTemplates => Set<ApproachTemplate>();
    public DbSet<SupportTie> SupportTies => Set<SupportTie>();
    public DbSet<StepChoice> StepChoices => Set<StepChoice>();
    public DbSet<Incentive> Incentives => Set<Incentive>();
    public DbSet<ChampionMessage> ChampionMessages => Set<ChampionMessage>();
    public DbSet<CommunityProfile> CommunityProfiles => Set<CommunityProfile>();
    public DbSet<PathStep> PathSteps => Set<PathStep>();
    public DbSet<SupportOffer> SupportOffers => Set<SupportOffer>();
    public DbSet<PublicItem> PublicItems => Set<PublicItem>();
    public DbSet<Indicator> Indicators => Set<Indicator>();
    public DbSet<PartnerHalf> PartnerHalves => Set<PartnerHalf>();
    public DbSet<ReviewAsk> ReviewAsks => Set<ReviewAsk>();
    public DbSet<ReviewEdition> ReviewEditions => Set<ReviewEdition>();
    public DbSet<EditionPartner> EditionPartners => Set<EditionPartner>();
    public DbSet<EditionMark> EditionMarks => Set<EditionMark>();
    public DbSet<ReviewLink> ReviewLinks => Set<ReviewLink>();
    public DbSet<ReviewLinkOpening> ReviewLinkOpenings => Set<ReviewLinkOpening>();
    public DbSet<OutgoingMail> OutgoingMail => Set<OutgoingMail>();
    public DbSet<MailNotice> MailNotices => Set<MailNotice>();
    public DbSet<MailChoice> MailChoices => Set<MailChoice>();
    public DbSet<QueueMark> QueueMarks => Set<QueueMark>();
    public DbSet<ImportBatch> ImportBatches => Set<ImportBatch>();
    public DbSet<ImportRow> ImportRows => Set<ImportRow>();
    public DbSet<ImportMapping> ImportMappings => Set<ImportMapping>();
    public DbSet<StoredFile> Files => Set<StoredFile>();
    public DbSet<FileBytes> FileBytes => Set<FileBytes>();
    public DbSet<Draft> Drafts => Set<Draft>();
    public DbSet<SavedView> SavedViews => Set<SavedView>();
    public DbSet<ProtectionKey> ProtectionKeys => Set<ProtectionKey>();
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();
    public DbSet<StrikeOut> StrikeOuts => Set<StrikeOut>();
    public DbSet<SearchEntry> SearchEntries => Set<SearchEntry>();
    public DbSet<SearchWord> SearchWords => Set<SearchWord>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        Mapping.AccessModel.Configure(builder);
        Mapping.RosterModel.Configure(builder);
        Mapping.WorkModel.Configure(builder);
        Mapping.PromiseModel.Configure(builder);
        Mapping.OutreachModel.Configure(builder);
        Mapping.KeepingModel.Configure(builder);
        ConfigureCandour(builder);

        var postgres = Database.ProviderName!.Contains("Npgsql", StringComparison.Ordinal);
        foreach (var entity in builder.Model.GetEntityTypes())
        {
            if (typeof(IRecord).IsAssignableFrom(entity.ClrType))
            {
                entity.FindProperty(nameof(IRecord.Version))!.IsConcurrencyToken = true;
                entity.FindProperty(nameof(IRecord.Id))!.ValueGenerated = Microsoft.EntityFrameworkCore.Metadata.ValueGenerated.Never;
            }

            // The same order on both databases: compared byte by byte, whatever the server's language.
            foreach (var name in (string[])[nameof(INamed.SortName), nameof(SearchWord.Word), "Slug", "Folded"])
            {
                if (postgres)
                    entity.FindProperty(name)?.SetCollation("C");
            }
        }
    }

    /// <summary>The one filter on candid facts. A test fails when a candid entity has none.</summary>
    private void ConfigureCandour(ModelBuilder model)
    {
        const string filter = "Candour";
        model.Entity<PartnerJudgment>().HasQueryFilter(filter, j => SeesAllCandid || CandidPartners.Contains(j.PartnerId));
        model.Entity<PartnerNote>().HasQueryFilter(filter, n => SeesAllCandid || CandidPartners.Contains(n.PartnerId)
            || (n.AuthorId != null && n.AuthorId == Me && !OwnPartners.Contains(n.PartnerId)));
        model.Entity<MouObjection>().HasQueryFilter(filter, o => SeesAllCandid || CandidPartners.Contains(o.PartnerId));
        model.Entity<Barrier>().HasQueryFilter(filter, b => SeesAllCandid || CandidPartners.Contains(b.PartnerId)
            || (b.ContactId != null && !OwnPartners.Contains(b.PartnerId) && Contacts.Any(c => c.Id == b.ContactId && c.AuthorId != null && c.AuthorId == Me)));
        model.Entity<Contact>().HasQueryFilter(filter, c => SeesAllCandid
            || (!c.Partners.Any(p => OwnPartners.Contains(p.PartnerId))
                && ((c.AuthorId != null && c.AuthorId == Me) || (c.Partners.Any() && c.Partners.All(p => CandidPartners.Contains(p.PartnerId))))));
        model.Entity<ContactPerson>().HasQueryFilter(filter, p => SeesAllCandid || Contacts.Any(c => c.Id == p.ContactId));
        model.Entity<JudgedValue>().HasQueryFilter(filter, j => SeesAllCandid || CandidPartners.Contains(j.PartnerId));
        model.Entity<QueueMark>().HasQueryFilter(filter, q => SeesAllCandid || q.PartnerId == null || CandidPartners.Contains(q.PartnerId.Value));
        model.Entity<ApproachPlan>().HasQueryFilter(filter, p => SeesAllCandid || (p.PartnerId != null && CandidPartners.Contains(p.PartnerId.Value)));
        model.Entity<ApproachStep>().HasQueryFilter(filter, s => SeesAllCandid || (s.PartnerId != null && CandidPartners.Contains(s.PartnerId.Value)));
        // What one partner owes to another's leader is open only to who may read in confidence about both.
        model.Entity<SupportTie>().HasQueryFilter(filter, t => SeesAllCandid || (CandidPartners.Contains(t.PartnerId) && CandidPartners.Contains(t.OnPartnerId)));
        model.Entity<StepChoice>().HasQueryFilter(filter, c => SeesAllCandid || CandidPartners.Contains(c.PartnerId));
        model.Entity<Incentive>().HasQueryFilter(filter, i => SeesAllCandid || CandidPartners.Contains(i.PartnerId));
        model.Entity<ChampionMessage>().HasQueryFilter(filter, m => SeesAllCandid || CandidPartners.Contains(m.PartnerId));
        model.Entity<CommunityProfile>().HasQueryFilter(filter, p => SeesAllCandid || CandidPartners.Contains(p.PartnerId));
        model.Entity<PathStep>().HasQueryFilter(filter, s => SeesAllCandid || CandidPartners.Contains(s.PartnerId));
        model.Entity<AuditEntry>().HasQueryFilter(filter, a => !a.Candid || SeesAllCandid
            || (a.PartnerId != null && (CandidPartners.Contains(a.PartnerId.Value) || (a.AccountId == Me && !OwnPartners.Contains(a.PartnerId.Value)))));
    }

    /// <summary>Saves with history and search in one transaction.</summary>
    /// <exception cref="StaleRecordException">Somebody saved one of the records in between; nothing was saved.</exception>
    /// <exception cref="CollisionException">What must be there once is there already, or what is referred to is gone; nothing was saved.</exception>
    /// <exception cref="InvalidOperationException">Nobody acts in this context.</exception>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        if (Actor is null)
            throw new InvalidOperationException("A change needs an actor: open the database with one.");
        ChangeTracker.DetectChanges();
        foreach (var named in ChangeTracker.Entries<INamed>().Where(e => e.State is EntityState.Added or EntityState.Modified))
            named.Entity.SortName = Folding.Fold(named.Entity.ListName);
        foreach (var email in ChangeTracker.Entries<PersonEmail>().Where(e => e.State is EntityState.Added or EntityState.Modified))
            email.Entity.Folded = email.Entity.Address.Trim().ToLowerInvariant();
        ChangeTracker.DetectChanges();
        await SearchIndex.UpdateAsync(this, cancellationToken).ConfigureAwait(false);
        AuditTrail.Write(this, Clock.UtcNow);
        try
        {
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken).ConfigureAwait(false);
        }
        catch (DbUpdateConcurrencyException stale)
        {
            var record = stale.Entries.Select(e => e.Entity).OfType<IRecord>().FirstOrDefault();
            throw new StaleRecordException(record?.GetType().Name ?? "record", record?.Id ?? Guid.Empty);
        }
        catch (DbUpdateException refused) when (refused.InnerException is SqliteException { SqliteErrorCode: ConstraintOfSqlite } or PostgresException { SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.ForeignKeyViolation })
        {
            throw new CollisionException(refused);
        }
    }

    /// <summary>Not to be used: history and search are written by the waiting form.</summary>
    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException("Save with SaveChangesAsync.");
}
