using Ham4db.Client;
using Ham4db.Samples.DeployGate;

if (args is ["--help" or "-h", ..])
{
    Console.WriteLine(GateOptions.Help);
    return ExitCodes.Success;
}

GateOptions options;
IHam4dbClient client;
try
{
    options = GateCommandLine.Parse(args, Ham4dbEndpoints.FromEnvironment());
    client = Connect(options);
}
catch (Exception wrong) when (wrong is FormatException or ArgumentException)
{
    Say(wrong.Message);
    return ExitCodes.Usage;
}

await using var owned = client;
using var interruption = new Interruption();
try
{
    return await new Gate(client, options, interruption, Say, TimeProvider.System).RunAsync();
}
catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
{
    Say($"{interruption.Signal} came before the command was run");
    return ExitCodes.Interrupted(interruption.SignalNumber);
}
catch (Ham4dbException exception)
{
    Say(exception.Message);
    return Failure.ExitCodeOf(exception);
}

static IHam4dbClient Connect(GateOptions options) => Ham4dbClient.Create(new Ham4dbClientOptions
{
    Endpoints = [.. options.Endpoints],
    User = Environment.GetEnvironmentVariable("HAM4DB_AUTH_USER"),
    Password = Environment.GetEnvironmentVariable("HAM4DB_AUTH_PASSWORD"),
});

// Standard output is the command's.
static void Say(string text) => Console.Error.WriteLine($"DeployGate: {text}");
