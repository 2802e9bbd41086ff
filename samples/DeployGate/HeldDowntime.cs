using Ham4db.Client;
using Ham4db.Client.Contract;

namespace Ham4db.Samples.DeployGate;

/// <summary>A downtime on several instances, renewed until it is ended: short enough to end soon if nobody is left to end it.</summary>
internal sealed class HeldDowntime(IHam4dbClient client, GateOptions options, Action<string> say, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan EndWithin = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly HashSet<InstanceKey> _asked = [];
    private readonly CancellationTokenSource _renewing = new();
    private Task _renewal = Task.CompletedTask;

    /// <summary>Begins it on each instance. When that fails for one, those before it are in downtime: end it all the same.</summary>
    /// <exception cref="Ham4dbException">An instance could not be put into downtime.</exception>
    public async Task BeginAsync(IEnumerable<InstanceKey> instances, CancellationToken cancellationToken)
    {
        foreach (var instance in instances)
        {
            cancellationToken.ThrowIfCancellationRequested();

            // Noted before it is sent: what nobody knows the outcome of is to be ended as well. Not cancelled, so that it cannot overtake the end.
            _asked.Add(instance);
            try
            {
                await client.Downtime.BeginAsync(instance, options.Owner, options.Reason, options.Downtime, CancellationToken.None);
            }
            catch (Ham4dbRejectedException)
            {
                _asked.Remove(instance);
                throw;
            }
        }

        _renewal = RenewAsync();
    }

    /// <summary>
    /// Ends it on every instance that was asked for it, whatever became of the question; side by side, so that one that fails keeps no other waiting.
    /// </summary>
    /// <returns>Why it could not be ended everywhere; null when it was.</returns>
    public async Task<Ham4dbException?> EndAsync()
    {
        await _renewing.CancelAsync();
        await _renewal;
        return (await Task.WhenAll(_asked.Select(EndAsync))).FirstOrDefault(failure => failure is not null);
    }

    public void Dispose() => _renewing.Dispose();

    private async Task<Ham4dbException?> EndAsync(InstanceKey instance)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            try
            {
                await client.Downtime.EndAsync(instance);
                return null;
            }
            catch (Ham4dbException exception) when (exception is not Ham4dbRejectedException && time.GetElapsedTime(began) < EndWithin)
            {
                // Ending twice does no harm, and leaving it would.
                await Task.Delay(Pause, time);
            }
            catch (Ham4dbException exception)
            {
                say($"the downtime of {instance} could not be ended, and ends by itself within {options.Downtime}: {exception.Message}");
                return exception;
            }
        }
    }

    private async Task RenewAsync()
    {
        try
        {
            while (true)
            {
                await Task.Delay(options.Downtime / 3, time, _renewing.Token);
                foreach (var instance in _asked)
                {
                    await RenewAsync(instance);
                }
            }
        }
        catch (OperationCanceledException) when (_renewing.IsCancellationRequested)
        {
            // It is to end.
        }
    }

    private async Task RenewAsync(InstanceKey instance)
    {
        try
        {
            await client.Downtime.BeginAsync(instance, options.Owner, options.Reason, options.Downtime, CancellationToken.None);
        }
        catch (Ham4dbException exception)
        {
            // Two thirds of it are left, and the next renewal comes before they are over.
            say($"the downtime of {instance} was not renewed: {exception.Message}");
        }
    }
}
