using Ham4db.Server.Configuration;
using Ham4db.Server.Hosting;

var lastWords = new LastWords(Console.Error);
LiveOptions? live = null;
WebApplication app;
try
{
    var commandLine = CommandLine.Parse(args);
    if (commandLine.Answer is { } answer)
    {
        Console.WriteLine(answer);
        return 0;
    }

    live = LiveOptions.Load(ConfigurationLoader.OfThisProcess(), commandLine.ConfigFiles);
    commandLine.RequireFits(live.Current);
    BindAddress.Try(live.Current.Http);
    app = Server.Build(live, lastWords);
    await app.StartAsync();
    if (commandLine.GrabsElection)
    {
        await app.Services.GetRequiredService<ElectionAtStart>().GrabAsync(app.Lifetime.ApplicationStopping);
    }
}
catch (Exception failure)
{
    lastWords.TrySay(StartFailure.Explain(failure, live?.Current.Http));
    return 1;
}

await app.WaitForShutdownAsync();
await app.DisposeAsync();
return 0;
