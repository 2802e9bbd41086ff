using Ham4db.Client.Api;
using Ham4db.Client.Contract;
using Ham4db.Client.Http;

namespace Ham4db.Client.Areas;

internal sealed class KvArea(KvRoutes api) : IKv
{
    public Task<IReadOnlyList<KVPair>> SubmitMastersAsync(string? hint = null, CancellationToken cancellationToken = default)
        => Payload.ListAsync(hint is null
            ? api.SubmitMastersAsync(cancellationToken)
            : api.SubmitMastersAsync(Argument.Segment(hint, nameof(hint)), cancellationToken));
}
