using PersonalizedAgent.Web.Api;
using PersonalizedAgent.Web.Components;
using PersonalizedAgent.Web.Live;
using PersonalizedAgent.Web.Startup;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.AddHost();
builder.AddAgent();
builder.AddApi();
builder.AddLive();
builder.AddDashboard();

var app = builder.Build();
app.UseSafety();
app.MapApi();
app.MapLive();
app.MapDashboard();
return await app.RunOrExplainAsync();
