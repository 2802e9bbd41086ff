namespace Ham4db.Client.Http;

/// <summary>A body went on beyond what the client is willing to hold in memory.</summary>
internal sealed class BodyTooLargeException(int limit) : IOException($"the body is longer than {limit} bytes");
