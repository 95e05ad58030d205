namespace TaskForce.Core.Roster;

/// <summary>What a column of a roster can hold.</summary>
public enum RosterField
{
    /// <summary>The column is not imported.</summary>
    Ignore,

    /// <summary>The partner's name.</summary>
    Partner,
    PartnerShortName,
    PartnerKind,
    PartnerLevel,
    PartnerWebsite,
    PartnerAddress,
    PartnerServiceArea,
    PartnerServices,
    PartnerPopulations,
    PartnerLanguages,
    PartnerTags,

    /// <summary>A candid note about the partner.</summary>
    Notes,

    /// <summary>The whole name of a person.</summary>
    PersonName,
    FirstName,
    LastName,

    /// <summary>What the person does at the partner.</summary>
    Post,
    Email,
    Phone,
    PersonLanguages,
    CanCommit,

    /// <summary>The committees and other bodies in which the person sits.</summary>
    Bodies,

    /// <summary>Voting, nonvoting, alternate, ex officio.</summary>
    SeatClass,

    /// <summary>Since when the person takes part.</summary>
    Since,

    /// <summary>The record of the person, as an export writes it.</summary>
    PersonRecord,
}

/// <summary>Labels of the fields as pages, reports and exports show them.</summary>
public static class RosterFields
{
    private static readonly Dictionary<RosterField, string> Labels = new()
    {
        [RosterField.Ignore] = "Not imported",
        [RosterField.Partner] = "Partner",
        [RosterField.PartnerShortName] = "Short name",
        [RosterField.PartnerKind] = "Kind of partner",
        [RosterField.PartnerLevel] = "Level",
        [RosterField.PartnerWebsite] = "Website",
        [RosterField.PartnerAddress] = "Address",
        [RosterField.PartnerServiceArea] = "Service area",
        [RosterField.PartnerServices] = "Services offered",
        [RosterField.PartnerPopulations] = "Populations",
        [RosterField.PartnerLanguages] = "Languages",
        [RosterField.PartnerTags] = "Tags",
        [RosterField.Notes] = "Notes (candid)",
        [RosterField.PersonName] = "Person",
        [RosterField.FirstName] = "First name",
        [RosterField.LastName] = "Last name",
        [RosterField.Post] = "Post",
        [RosterField.Email] = "E-mail",
        [RosterField.Phone] = "Phone",
        [RosterField.PersonLanguages] = "Languages of the person",
        [RosterField.CanCommit] = "Can commit the agency",
        [RosterField.Bodies] = "Committees and bodies",
        [RosterField.SeatClass] = "Voting",
        [RosterField.Since] = "Since",
        [RosterField.PersonRecord] = "Record",
    };

    /// <summary>Every field in the order in which a person picks from them.</summary>
    public static IReadOnlyList<RosterField> All { get; } = [.. Labels.Keys];

    /// <summary>The label of a field.</summary>
    public static string Label(this RosterField field) => Labels[field];
}
