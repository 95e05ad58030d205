using TaskForce.Web.Account;
using TaskForce.Web.Keeping;
using TaskForce.Web.Shell;
using TaskForce.Web.Startup;

var builder = WebApplication.CreateBuilder(args);
builder.UseLocalAddress();
builder.AddStorage();
builder.AddSignIn();
builder.AddLivePages();
builder.Services.AddShell();

var app = builder.Build();
await app.PrepareAsync();

app.UseProxy();
app.UseSecurityHeaders();
app.UseExceptionHandler("/error", createScopeForErrors: true);
app.UseStatusCodePagesWithReExecute("/status/{0}", createScopeForStatusCodePages: true);
app.UseLiveConnections();
app.UseAuthentication();
app.UseSetUp();
app.UseAuthorization();
app.UseNeeds();
app.UseAntiforgery();

app.MapStaticAssets().AllowAnonymous();
app.MapDrafts();
app.MapLivePages();

app.Run();

/// <summary>The application, as tests start it.</summary>
public partial class Program;
