using Ham4db.Client;
using Ham4db.Samples.Automation;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

const int WrongConfiguration = 2;

// The settings lie beside the program, wherever it is started from.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });

builder.Services.AddHam4dbClient(builder.Configuration.GetSection("Ham4db"));
builder.Services.PostConfigure<Ham4dbClientOptions>(options =>
{
    foreach (var endpoint in options.Endpoints.Count > 0 ? [] : Ham4dbEndpoints.FromEnvironment())
    {
        options.Endpoints.Add(endpoint);
    }
});
builder.Services.AddHealthChecks().AddCheck<Ham4dbLeaderHealthCheck>("ham4db");

builder.Services.AddOptions<AutomationOptions>().BindConfiguration(AutomationOptions.Section)
    .Validate(options => options.LookEvery > TimeSpan.Zero, "Automation:LookEvery must be more than zero, for example 00:00:05.")
    .Validate(options => options.HookTimeout > TimeSpan.Zero, "Automation:HookTimeout must be more than zero, for example 00:01:00.")
    .ValidateOnStart();
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton<Happenings>();

// Services stop in the opposite order: the hook last, when the watchers have told everything.
builder.Services.AddHostedService<HookRunner>();
builder.Services.AddHostedService<LeaderWatcher>();
builder.Services.AddHostedService<RecoveryWatcher>();
builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromMinutes(2));

await using var app = builder.Build();
app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
app.MapHealthChecks("/health/ready");
try
{
    await app.StartAsync();
}
catch (Exception exception) when (exception is OptionsValidationException or InvalidOperationException)
{
    await Console.Error.WriteLineAsync($"Automation: the configuration is wrong: {exception.Message}");
    return WrongConfiguration;
}

await app.WaitForShutdownAsync();
return 0;
