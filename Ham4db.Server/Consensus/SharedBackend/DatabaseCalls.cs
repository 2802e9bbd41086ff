using Ham4db.Server.Backend;

namespace Ham4db.Server.Consensus.SharedBackend;

/// <summary>Bounds calls to the database: a driver may take its time to give up on a server that hangs, the lease does not.</summary>
internal sealed class DatabaseCalls(SharedTimings timings, TimeProvider time)
{
    /// <summary>Leaves a call that takes longer than <see cref="SharedTimings.Call"/>.</summary>
    /// <exception cref="BackendUnreachableException">It took longer: what it was to do may still be done.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public Task WithinAsync(Func<CancellationToken, Task> call, CancellationToken cancellationToken) => WithinAsync(call, timings.Call, cancellationToken);

    /// <summary>Leaves a call that takes longer than <paramref name="within"/>.</summary>
    /// <inheritdoc cref="WithinAsync(Func{CancellationToken, Task}, CancellationToken)" path="/exception"/>
    public Task WithinAsync(Func<CancellationToken, Task> call, TimeSpan within, CancellationToken cancellationToken)
        => WithinAsync(
            async token =>
            {
                await call(token);
                return true;
            },
            within,
            cancellationToken);

    /// <summary>Leaves a call that takes longer than <see cref="SharedTimings.Call"/>.</summary>
    /// <inheritdoc cref="WithinAsync(Func{CancellationToken, Task}, CancellationToken)" path="/exception"/>
    public Task<T> WithinAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken) => WithinAsync(call, timings.Call, cancellationToken);

    private async Task<T> WithinAsync<T>(Func<CancellationToken, Task<T>> call, TimeSpan within, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(within, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await call(both.Token).WaitAsync(both.Token);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BackendUnreachableException(
                FormattableString.Invariant($"The shared database did not answer within {within.TotalSeconds:0.###} s: check network and firewall, or whether the server hangs."), outcomeUnknown: true, late);
        }
    }
}
