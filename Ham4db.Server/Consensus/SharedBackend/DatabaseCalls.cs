namespace Ham4db.Server.Consensus.SharedBackend;

/// <summary>Bounds calls to the database: a driver may take its time to give up on a server that hangs, the lease does not.</summary>
internal sealed class DatabaseCalls(SharedTimings timings, TimeProvider time)
{
    /// <summary>Leaves a call that takes longer than <see cref="SharedTimings.Call"/>.</summary>
    /// <exception cref="OperationCanceledException">It took longer, or <paramref name="cancellationToken"/> was cancelled.</exception>
    public Task WithinAsync(Func<CancellationToken, Task> call, CancellationToken cancellationToken) => WithinAsync(call, timings.Call, cancellationToken);

    /// <summary>Leaves a call that takes longer than <paramref name="within"/>.</summary>
    /// <exception cref="OperationCanceledException">It took longer, or <paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task WithinAsync(Func<CancellationToken, Task> call, TimeSpan within, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(within, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        await call(both.Token).WaitAsync(both.Token);
    }

    /// <summary>Leaves a call that takes longer than <see cref="SharedTimings.Call"/>.</summary>
    /// <exception cref="OperationCanceledException">It took longer, or <paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<T> WithinAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(timings.Call, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        return await call(both.Token).WaitAsync(both.Token);
    }
}
