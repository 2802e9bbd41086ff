using System.ComponentModel;
using Ham4db.Client;
using Ham4db.Client.Contract;

namespace Ham4db.Samples.DeployGate;

/// <summary>Waits until a cluster is healthy, and runs the command within a downtime.</summary>
internal sealed class Gate(IHam4dbClient client, GateOptions options, Interruption interruption, Action<string> say, TimeProvider time)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    /// <summary>What a look may take when hardly any time to wait is left: enough to find a leader.</summary>
    private static readonly TimeSpan LastLook = TimeSpan.FromSeconds(5);

    private readonly long _began = time.GetTimestamp();
    private string _said = string.Empty;

    /// <summary>Does it all.</summary>
    /// <returns>The command's exit code, or one of <see cref="ExitCodes"/>.</returns>
    /// <exception cref="Ham4dbException">The downtime could not be begun; what was begun has been ended.</exception>
    /// <exception cref="OperationCanceledException">A signal came before the command was run.</exception>
    public async Task<int> RunAsync()
    {
        while (true)
        {
            var (look, exitCode) = await WaitAsync();
            if (look is null)
            {
                return exitCode;
            }

            using var downtime = new HeldDowntime(client, options, say, time);
            int? result = null;
            Ham4dbException? notEnded;
            try
            {
                await downtime.BeginAsync(Chosen(look), interruption.Token);
                result = await IsClearAsync(look.Name) ? await RunCommandAsync() : null;
            }
            finally
            {
                notEnded = await downtime.EndAsync();
                say(notEnded is null ? "downtime ended" : "downtime not ended everywhere");
            }

            if (result is { } code)
            {
                return code != ExitCodes.Success || notEnded is null ? code : Failure.ExitCodeOf(notEnded);
            }
        }
    }

    /// <summary>Looks again and again until the command may run. A leader that dies meanwhile is one more reason to wait.</summary>
    /// <returns>The last look, or null and the exit code when the time is over.</returns>
    private async Task<(ClusterLook? Look, int ExitCode)> WaitAsync()
    {
        while (true)
        {
            int exitCode;
            string obstacles;
            try
            {
                var look = await ClusterLook.TakeAsync(client.WithDeadline(Remaining() > LastLook ? Remaining() : LastLook), options.Cluster, options.Owner, interruption.Token);
                if (look.Obstacles.Count == 0)
                {
                    say($"{look.Name} is healthy: {look.Instances.Count} instances, no recovery");
                    return (look, ExitCodes.Success);
                }

                (exitCode, obstacles) = (ExitCodes.NotHealthy, string.Join("; ", look.Obstacles));
            }
            catch (Ham4dbException exception)
            {
                // A cluster that is not known may still be discovered.
                (exitCode, obstacles) = (exception is Ham4dbRejectedException ? ExitCodes.NotHealthy : Failure.ExitCodeOf(exception), exception.Message);
            }

            SayOnce($"waiting: {obstacles}");
            if (time.GetElapsedTime(_began) >= options.Wait)
            {
                say($"not healthy within {options.Wait}, the command is not run: {obstacles}");
                return (null, exitCode);
            }

            await Task.Delay(LookEvery, time, interruption.Token);
        }
    }

    /// <summary>A recovery may have begun after the last look and before the downtime, which keeps new ones from beginning.</summary>
    private async Task<bool> IsClearAsync(string cluster)
    {
        var obstacles = ClusterLook.Recoveries(await client.Recovery.ActiveAsync(cluster, interruption.Token)).ToList();
        if (obstacles.Count > 0)
        {
            SayOnce($"waiting: {string.Join("; ", obstacles)}");
        }

        return obstacles.Count == 0;
    }

    private async Task<int> RunCommandAsync()
    {
        interruption.Token.ThrowIfCancellationRequested();
        try
        {
            var exitCode = await DeployCommand.RunAsync(options.Command, options.Grace, interruption);
            say($"{options.Command[0]} ended with exit code {exitCode}");
            return exitCode;
        }
        catch (Win32Exception exception)
        {
            say($"{options.Command[0]} could not be started: {exception.Message}");
            return ExitCodes.NotStarted;
        }
    }

    private List<InstanceKey> Chosen(ClusterLook look)
    {
        var chosen = look.Instances.Where(options.Scope.Contains).ToLookup(instance => IsOthers(instance));
        foreach (var instance in chosen[true])
        {
            say($"{instance.Key} is in downtime by {instance.DowntimeOwner} until {instance.DowntimeEndTimestamp}, which is left as it is");
        }

        List<InstanceKey> own = [.. chosen[false].Select(instance => instance.Key), .. options.Scope.Named.Except(look.Instances.Select(instance => instance.Key))];
        say($"downtime on {string.Join(", ", own)}");
        return own;
    }

    private bool IsOthers(Instance instance) => instance.IsDowntimed && instance.DowntimeOwner != options.Owner;

    private TimeSpan Remaining() => options.Wait - time.GetElapsedTime(_began);

    private void SayOnce(string text)
    {
        if (text != _said)
        {
            _said = text;
            say(text);
        }
    }
}
