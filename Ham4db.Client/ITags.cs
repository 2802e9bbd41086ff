using Ham4db.Client.Contract;

namespace Ham4db.Client;

/// <summary>Tags on instances. A tag is <c>name</c> or <c>name=value</c>.</summary>
public interface ITags
{
    /// <summary>The tags of an instance as <c>name=value</c>, by name (route <c>tags</c>).</summary>
    Task<IReadOnlyList<string>> ListAsync(InstanceKey key, CancellationToken cancellationToken = default);

    /// <summary>The value of a tag; empty when it has none (route <c>tag-value</c>).</summary>
    /// <exception cref="Ham4dbRejectedException">The instance does not have the tag.</exception>
    Task<string> ValueAsync(InstanceKey key, string tagName, CancellationToken cancellationToken = default);

    /// <summary>Sets a tag (route <c>tag</c>).</summary>
    Task<InstanceKey> SetAsync(InstanceKey key, string tag, CancellationToken cancellationToken = default);

    /// <summary>Removes a tag from an instance; with a value, only when it has that value (route <c>untag</c>).</summary>
    /// <returns>The instances it was removed from: one or none.</returns>
    Task<IReadOnlyList<InstanceKey>> RemoveAsync(InstanceKey key, string tag, CancellationToken cancellationToken = default);

    /// <summary>Removes a tag with this value from every instance (route <c>untag-all</c>).</summary>
    Task<IReadOnlyList<InstanceKey>> RemoveEverywhereAsync(string tag, CancellationToken cancellationToken = default);

    /// <summary>The instances that match all of a comma separated list of tags; <c>~name</c> negates (route <c>tagged</c>).</summary>
    Task<IReadOnlyList<InstanceKey>> FindAsync(string tags, CancellationToken cancellationToken = default);
}
