using System.Collections.Immutable;

namespace Ham4db.Server.Configuration;

/// <summary>How servers that share a backend database choose their leader.</summary>
public sealed record SharedBackendOptions
{
    /// <summary>How long a leader that does not renew its lease keeps others from leading (<c>ActiveNodeExpireSeconds</c>); 1 to 60 seconds.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Base addresses of the other servers' APIs (<c>HaPeers</c>). When there are any, this server leads only while a majority of all servers,
    /// itself included, supports it.
    /// </summary>
    public ImmutableArray<Uri> Peers { get; init; } = [];
}
