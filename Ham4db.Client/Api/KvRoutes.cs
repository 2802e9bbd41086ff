using Ham4db.Client.Contract;

namespace Ham4db.Client.Api;

/// <summary>Routes of <see cref="IKv"/>. GET is a read, POST a change.</summary>
internal sealed class KvRoutes(Routes routes)
{
    public Task<IReadOnlyList<KVPair>?> SubmitMastersAsync(CancellationToken cancellationToken)
        => routes.ChangeAsync<IReadOnlyList<KVPair>>("submit-masters-to-kv-stores", cancellationToken);

    public Task<IReadOnlyList<KVPair>?> SubmitMastersAsync(string hint, CancellationToken cancellationToken)
        => routes.ChangeAsync<IReadOnlyList<KVPair>>($"submit-masters-to-kv-stores/{Routes.Segment(hint)}", cancellationToken);
}
