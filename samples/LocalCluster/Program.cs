using System.Runtime.InteropServices;
using Ham4db.Client;
using Ham4db.Samples.LocalCluster;
using Ham4db.Samples.LocalCluster.Databases;
using Ham4db.Samples.LocalCluster.Running;
using Ham4db.Samples.LocalCluster.Touring;

if (!SampleOptions.TryParse(args, out var options, out var problem))
{
    await Console.Error.WriteLineAsync($"LocalCluster: {problem}");
    return ExitCodes.Usage;
}

if (options.ShowHelp)
{
    Console.WriteLine(SampleOptions.Help);
    return ExitCodes.Success;
}

using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);

var narration = new Narration(TimeProvider.System);
try
{
    await using var databases = DatabaseChoice.Choose(options.Databases);
    await using var cluster = new RunningCluster(databases, narration);
    await cluster.StartAsync(stop.Token);
    if (options.Tour)
    {
        return await new Tour(cluster, narration).RunAsync(stop.Token) ? ExitCodes.Success : ExitCodes.Failure;
    }

    await new StayingUp(cluster, narration).RunAsync(stop.Token);
    return ExitCodes.Success;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    narration.Say("end", "everything is taken down");
    return options.Tour ? ExitCodes.Interrupted : ExitCodes.Success;
}
catch (DatabasesMissingException exception)
{
    await Console.Error.WriteLineAsync($"LocalCluster: {exception.Message}");
    return ExitCodes.Usage;
}
catch (Exception exception) when (exception is Ham4dbException or TimeoutException or InvalidOperationException or IOException)
{
    await Console.Error.WriteLineAsync($"LocalCluster: {exception.Message}");
    return ExitCodes.Failure;
}

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
