using System.Net;
using TaskForce.Core.Access;

namespace TaskForce.Web.Account;

/// <summary>
/// Where the task force is reached from outside, for links that leave it. The setting PublicAddress says it. Without it the address of the request
/// serves, but a mail is written at the wish of somebody who may have forged that address: there it counts only where it cannot be forged.
/// </summary>
public sealed class PublicAddress
{
    private readonly string? set;
    private readonly bool hostIsChecked;

    /// <exception cref="RefusedException">The setting is no address.</exception>
    public PublicAddress(IConfiguration settings)
    {
        if (settings["PublicAddress"] is { Length: > 0 } given)
        {
            if (!Uri.TryCreate(given, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") || address.Query.Length + address.Fragment.Length + address.UserInfo.Length > 0)
                throw new RefusedException($"The setting PublicAddress is \"{given}\". It has to be an address such as https://taskforce.example.org.");
            set = address.AbsoluteUri.TrimEnd('/') + "/";
        }
        // The host filter has refused other names already, or a proxy that is believed has said under which name it was asked.
        hostIsChecked = !string.IsNullOrWhiteSpace(settings["Proxy:Trusted"]) || settings["AllowedHosts"] is { Length: > 0 } allowed && !allowed.Split(';').Any(h => h.Trim() is "*" or "" or "[::]" or "0.0.0.0");
    }

    /// <summary>The start of a link in a mail that is written without anybody asking; null where no setting says it. Ends with "/".</summary>
    public string? ForJobs => set;

    /// <summary>The start of a link that a person sees in their own browser and copies; ends with "/".</summary>
    /// <param name="asked">The address under which the page was asked for.</param>
    public string ForCopying(string asked) => set ?? asked;

    /// <summary>The start of a link in a mail; null where nobody can say for certain what it is.</summary>
    /// <param name="asked">The address under which the page was asked for.</param>
    public string? ForMail(string asked) =>
        set ?? (hostIsChecked || (Uri.TryCreate(asked, UriKind.Absolute, out var address) && IsHere(address.Host)) ? asked : null);

    private static bool IsHere(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
}
