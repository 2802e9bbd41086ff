using Ham4db.Server.Backend;

namespace Ham4db.Server.Api.Nodes;

/// <summary>Whether the backend takes writes: asked at most once a second, however many callers want to know.</summary>
internal sealed class BackendCheck(IBackendHealth backend, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);

    // A driver may take its time to give up on a server that hangs; who asks for health must learn of it meanwhile.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _one = new(1, 1);
    private Outcome? _last;

    /// <inheritdoc cref="IBackendHealth.Address"/>
    public string Address => backend.Address;

    /// <summary>The result of a check that is at most a second old.</summary>
    /// <returns>Null when the backend took the write; else what it said.</returns>
    public async Task<string?> RunAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (_last is not { } last || time.GetElapsedTime(last.At) >= Freshness)
            {
                _last = last = new Outcome(await CheckAsync(cancellationToken), time.GetTimestamp());
            }

            return last.Failure;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private async Task<string?> CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            await backend.CheckAsync(cancellationToken).WaitAsync(Patience, time, cancellationToken);
            return null;
        }
        catch (TimeoutException)
        {
            return $"The backend {backend.Description} has not answered for {Patience.TotalSeconds:0} s: look whether it hangs.";
        }
        catch (IOException failure)
        {
            return failure.Message;
        }
    }

    private sealed record Outcome(string? Failure, long At);
}
