using Ham4db.Client.Contract;
using Refit;

namespace Ham4db.Client.Api;

/// <summary>Routes of <see cref="IKv"/>. GET is a read, POST a change; see <see cref="Leadership.LeaderRoutingHandler"/>.</summary>
internal interface IKvApi
{
    [Post("/submit-masters-to-kv-stores")]
    Task<IReadOnlyList<KVPair>?> SubmitMastersAsync(CancellationToken cancellationToken);

    [Post("/submit-masters-to-kv-stores/{hint}")]
    Task<IReadOnlyList<KVPair>?> SubmitMastersAsync(string hint, CancellationToken cancellationToken);
}
