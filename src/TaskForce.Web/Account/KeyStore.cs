using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Data;

namespace TaskForce.Web.Account;

/// <summary>Keeps the keys that protect cookies and links in the database: a restart, a second process and a restored backup all know them. They are sealed with the key file, see KeySealer.</summary>
public sealed class KeyStore(Databases databases) : IXmlRepository
{
    private static readonly Actor Product = Actor.System("keys");

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = databases.Open(Product);
        return [.. db.ProtectionKeys.AsNoTracking().OrderBy(k => k.Id).Select(k => k.Xml).AsEnumerable().Select(XElement.Parse)];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        // The interface does not wait, the database does; this happens once in ninety days.
        Task.Run(async () =>
        {
            await using var db = databases.Open(Product);
            db.ProtectionKeys.Add(new() { Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
            await db.SaveChangesAsync();
        }).GetAwaiter().GetResult();
    }
}
