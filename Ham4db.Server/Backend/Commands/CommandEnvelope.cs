namespace Ham4db.Server.Backend.Commands;

/// <summary>A command on its way through the log, with what makes its repetition safe.</summary>
/// <param name="Id">New for each submission.</param>
/// <param name="IdempotencyKey">The caller's key, 1 to 128 visible ASCII characters; null when it gave none.</param>
/// <param name="RequestDigest">Digest of the request that the key was given with; null exactly when the key is.</param>
/// <param name="SubmittedAt">The submitting leader's clock. Every time that applying writes derives from it, so that all nodes write the same.</param>
/// <param name="Command">The decision.</param>
public sealed record CommandEnvelope(
    Guid Id, string? IdempotencyKey, string? RequestDigest, DateTimeOffset SubmittedAt, Command Command)
{
    /// <summary>
    /// Identity of the raft cluster that it was submitted in; the first one gives the cluster its identity. Null outside a raft cluster, and in
    /// logs of before there was one.
    /// </summary>
    public string? ClusterId { get; init; }
}
