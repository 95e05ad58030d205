using FluentValidation;

namespace TaskForce.Core.Charter;

/// <summary>How the task force is called and in what zone it works.</summary>
public sealed class ProfileForm
{
    public Guid Version { get; set; }
    public string Name { get; set; } = "";
    public string Subtitle { get; set; } = "";
    public string TimeZone { get; set; } = "";

    public sealed class Rules : AbstractValidator<ProfileForm>
    {
        public Rules()
        {
            RuleFor(f => f.Name).NotEmpty().WithMessage("Give the task force a name, for example your county.").MaximumLength(80).WithMessage("Keep the name under 80 characters.");
            RuleFor(f => f.Subtitle).MaximumLength(80).WithMessage("Keep the second line under 80 characters.");
            RuleFor(f => f.TimeZone).Must(z => TimeZoneInfo.TryFindSystemTimeZoneById(z ?? "", out _)).WithMessage("Choose a time zone from the list.");
        }
    }
}

/// <summary>The rules of the task force from a day on. All in days unless the name says otherwise.</summary>
public sealed class CharterForm
{
    /// <summary>The day from which these rules hold.</summary>
    public DateOnly? From { get; set; }
    public int? CloseIdealDays { get; set; }
    public int? CloseLongestDays { get; set; }
    public int? RegularIdealDays { get; set; }
    public int? RegularLongestDays { get; set; }
    public int? LightIdealDays { get; set; }
    public int? LightLongestDays { get; set; }
    public int? MouNoticeDays { get; set; }
    public string MouNotices { get; set; } = Agreements.MouNotices.Shipped;
    public int? MouTermYears { get; set; }
    public int? QuorumPercent { get; set; }
    public int? MinutesDays { get; set; }
    public int? ExecutiveMeetingsAYear { get; set; }
    public int? IndexMinimumConfidence { get; set; }
    public int? SmallCount { get; set; }
    public int? IdleMinutes { get; set; }
    public int? TermNoticeDays { get; set; }
    public int? ExecutiveNoticeDays { get; set; }
    public int? FirstReminderDays { get; set; }
    public int? LastReminderDays { get; set; }

    /// <summary>The version of the rules of that same day that the person saw; null where none stood.</summary>
    public Guid? Version { get; set; }

    /// <summary>The form filled in with the rules of a row.</summary>
    public static CharterForm Of(CharterRow row, DateOnly from) => new()
    {
        From = from,
        CloseIdealDays = row.CloseIdealDays,
        CloseLongestDays = row.CloseLongestDays,
        RegularIdealDays = row.RegularIdealDays,
        RegularLongestDays = row.RegularLongestDays,
        LightIdealDays = row.LightIdealDays,
        LightLongestDays = row.LightLongestDays,
        MouNoticeDays = row.MouNoticeDays,
        MouNotices = row.MouNotices,
        MouTermYears = row.MouTermYears,
        QuorumPercent = row.QuorumPercent,
        MinutesDays = row.MinutesDays,
        ExecutiveMeetingsAYear = row.ExecutiveMeetingsAYear,
        IndexMinimumConfidence = row.IndexMinimumConfidence,
        SmallCount = row.SmallCount,
        IdleMinutes = row.IdleMinutes,
        TermNoticeDays = row.TermNoticeDays,
        ExecutiveNoticeDays = row.ExecutiveNoticeDays,
        FirstReminderDays = row.FirstReminderDays,
        LastReminderDays = row.LastReminderDays,
    };

    /// <summary>Writes the rules into a row. The form must have been checked.</summary>
    internal void To(CharterRow row)
    {
        row.CloseIdealDays = CloseIdealDays!.Value;
        row.CloseLongestDays = CloseLongestDays!.Value;
        row.RegularIdealDays = RegularIdealDays!.Value;
        row.RegularLongestDays = RegularLongestDays!.Value;
        row.LightIdealDays = LightIdealDays!.Value;
        row.LightLongestDays = LightLongestDays!.Value;
        row.MouNoticeDays = MouNoticeDays!.Value;
        row.MouNotices = string.Join(", ", Agreements.MouNotices.Read(MouNotices)!);
        row.MouTermYears = MouTermYears!.Value;
        row.QuorumPercent = QuorumPercent!.Value;
        row.MinutesDays = MinutesDays!.Value;
        row.ExecutiveMeetingsAYear = ExecutiveMeetingsAYear!.Value;
        row.IndexMinimumConfidence = IndexMinimumConfidence!.Value;
        row.SmallCount = SmallCount!.Value;
        row.IdleMinutes = IdleMinutes!.Value;
        row.TermNoticeDays = TermNoticeDays!.Value;
        row.ExecutiveNoticeDays = ExecutiveNoticeDays!.Value;
        row.FirstReminderDays = FirstReminderDays!.Value;
        row.LastReminderDays = LastReminderDays!.Value;
    }

    public sealed class Rules : AbstractValidator<CharterForm>
    {
        public Rules()
        {
            RuleFor(f => f.From).NotNull().WithMessage("Say from which day these rules hold.");
            Between(f => f.CloseIdealDays, 1, 730);
            Between(f => f.CloseLongestDays, 1, 730);
            Between(f => f.RegularIdealDays, 1, 730);
            Between(f => f.RegularLongestDays, 1, 730);
            Between(f => f.LightIdealDays, 1, 730);
            Between(f => f.LightLongestDays, 1, 730);
            Between(f => f.MouNoticeDays, 1, 730);
            RuleFor(f => f.MouNotices).Must(text => Agreements.MouNotices.Read(text) is not null).WithMessage("Give days before the end, for example 180, 90, 60, 30.");
            Between(f => f.MouTermYears, 1, 20);
            Between(f => f.QuorumPercent, 1, 99);
            Between(f => f.MinutesDays, 1, 90);
            Between(f => f.ExecutiveMeetingsAYear, 1, 12);
            Between(f => f.IndexMinimumConfidence, 0, 100);
            Between(f => f.SmallCount, 0, 100);
            Between(f => f.IdleMinutes, 5, 480);
            Between(f => f.TermNoticeDays, 1, 365);
            Between(f => f.ExecutiveNoticeDays, 1, 180);
            Between(f => f.FirstReminderDays, 1, 90);
            Between(f => f.LastReminderDays, 0, 90);
            RuleFor(f => f.LastReminderDays).Must((f, last) => last is null || f.FirstReminderDays is null || last < f.FirstReminderDays).WithMessage("The last reminder comes after the first: give fewer days.");
            const string order = "The longest interval cannot be shorter than the ideal one.";
            RuleFor(f => f.CloseLongestDays).Must((f, longest) => longest is null || f.CloseIdealDays is null || longest >= f.CloseIdealDays).WithMessage(order);
            RuleFor(f => f.RegularLongestDays).Must((f, longest) => longest is null || f.RegularIdealDays is null || longest >= f.RegularIdealDays).WithMessage(order);
            RuleFor(f => f.LightLongestDays).Must((f, longest) => longest is null || f.LightIdealDays is null || longest >= f.LightIdealDays).WithMessage(order);
        }

        private void Between(System.Linq.Expressions.Expression<Func<CharterForm, int?>> field, int least, int most) =>
            RuleFor(field).Must(v => v >= least && v <= most).WithMessage($"Give a number from {least} to {most}.");
    }
}
