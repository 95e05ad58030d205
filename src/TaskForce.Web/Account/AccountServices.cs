using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using TaskForce.Core.Access;
using TaskForce.Core.Data;
using UserAccount = TaskForce.Core.Access.Account;

namespace TaskForce.Web.Account;

/// <summary>Registers sign-in: accounts, sessions as rows, keys in the database (sealed), everything closed to the anonymous.</summary>
public static class AccountServices
{
    /// <summary>After how many wrong passwords an account is locked against browsers that it does not know.</summary>
    public const int Tries = 5;

    /// <summary>For how long.</summary>
    public static readonly TimeSpan Locked = TimeSpan.FromMinutes(15);

    public static void AddSignIn(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddDataProtection().SetApplicationName("TaskForce");
        services.AddOptions<KeyManagementOptions>().Configure<Databases, KeyFile>((o, databases, file) =>
        {
            o.XmlRepository = new KeyStore(databases);
            o.XmlEncryptor = new KeySealer(file);
        });
        services.AddSingleton<KeyFile>();

        services.AddIdentityCore<UserAccount>(o =>
        {
            o.User.RequireUniqueEmail = true;
            o.Lockout.MaxFailedAccessAttempts = Tries;
            o.Lockout.DefaultLockoutTimeSpan = Locked;
            o.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
            // What a password must be is said by PasswordRules alone.
            o.Password = new() { RequiredLength = PasswordRules.Shortest, RequireDigit = false, RequireLowercase = false, RequireUppercase = false, RequireNonAlphanumeric = false };
        }).AddDefaultTokenProviders().AddSignInManager<SignIns>().AddClaimsPrincipalFactory<AccountClaims>();
        services.AddScoped<IUserStore<UserAccount>>(s => new AccountStore(s.GetRequiredService<Databases>(), s.GetRequiredService<KeyFile>()));
        // The sign-in library is scoped, its hasher is not in need of it: the verbs share one.
        services.AddSingleton<IPasswordHasher<UserAccount>, PasswordHasher<UserAccount>>();
        services.Configure<PasswordHasherOptions>(o => o.IterationCount = 210_000);
        services.Configure<IdentityPasskeyOptions>(o =>
        {
            o.ResidentKeyRequirement = "preferred";
            o.UserVerificationRequirement = "required";
        });

        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies(o =>
        {
            o.ApplicationCookie!.Configure(SessionCookie.Configure);
            o.TwoFactorUserIdCookie!.Configure(c => Shape(c, "taskforce-step"));
        });
        services.AddAuthorization(o => o.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddCascadingAuthenticationState();
        services.AddHttpContextAccessor();
        services.AddAntiforgery(o =>
        {
            o.Cookie.Name = "taskforce-form";
            o.Cookie.SameSite = SameSiteMode.Strict;
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.AddSingleton<SetUp>();
        services.AddSingleton<TryOneAtATime>();
        services.AddScoped<KnownDevice>();
        services.AddScoped<OneTimeCodes>();
        services.AddScoped<Passkeys>();
        services.AddSingleton<Mailer>();
        services.AddSingleton<MailStops>();
        services.AddSingleton<PublicAddress>();
        services.AddScoped<Shell.CurrentActor>();
        services.AddSingleton<Shell.CurrentSite>();
    }

    /// <summary>What all cookies of sign-in have in common.</summary>
    internal static void Shape(CookieAuthenticationOptions cookie, string name)
    {
        cookie.Cookie.Name = name;
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.Cookie.Path = "/";
        cookie.CookieManager = new HostCookies();
    }
}
