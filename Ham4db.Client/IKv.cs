using Ham4db.Client.Contract;

namespace Ham4db.Client;

/// <summary>The key-value stores in which the service publishes who is master.</summary>
public interface IKv
{
    /// <summary>Writes the masters to the stores now (route <c>submit-masters-to-kv-stores</c>).</summary>
    /// <param name="hint">A cluster's name, alias, or one of its instances; null for all clusters.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>What was written.</returns>
    Task<IReadOnlyList<KVPair>> SubmitMastersAsync(string? hint = null, CancellationToken cancellationToken = default);
}
