namespace TaskForce.Web.Account;

/// <summary>Where to go after signing in: an address of this site or the start page, whatever was asked for.</summary>
public static class LocalAddress
{
    /// <summary>The address if it leads nowhere else, or "/".</summary>
    public static string Of(string? address)
    {
        // Browsers read "\" as "/" and drop tabs and line breaks: anything of that kind, and "//host", is somewhere else.
        if (string.IsNullOrEmpty(address) || address.Length > 2000 || address[0] != '/' || address.Any(c => char.IsControl(c) || c == '\\'))
            return "/";
        if (address.Length > 1 && address[1] == '/')
            return "/";
        return address.StartsWith("/sign-in", StringComparison.OrdinalIgnoreCase) || address.StartsWith("/signed-out", StringComparison.OrdinalIgnoreCase) ? "/" : address;
    }
}
