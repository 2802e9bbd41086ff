using Ham4db.Server.Backend.Commands;

namespace Ham4db.Server.Backend.Decided;

/// <summary>The first answer to a command that came with an idempotency key.</summary>
/// <param name="RequestDigest">Digest of the request that the key was given with.</param>
/// <param name="KeptAt">When it was submitted.</param>
/// <param name="Result">What it did.</param>
public sealed record KeptResult(string RequestDigest, DateTimeOffset KeptAt, CommandResult Result);
