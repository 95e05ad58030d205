using System.Globalization;

namespace TaskForce.Web.Areas.Agreements;

/// <summary>Addresses of partner returns.</summary>
internal static class ReturnLook
{
    /// <summary>Where a return is entered, and corrected once it has come.</summary>
    public static string Enter(Guid commitmentId, Guid partnerId, DateOnly dueOn) =>
        string.Create(CultureInfo.InvariantCulture, $"/returns/new?promise={commitmentId}&partner={partnerId}&due={dueOn:yyyy-MM-dd}");
}
