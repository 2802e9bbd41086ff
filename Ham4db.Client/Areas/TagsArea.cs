using Ham4db.Client.Api;
using Ham4db.Client.Contract;
using Ham4db.Client.Http;

namespace Ham4db.Client.Areas;

internal sealed class TagsArea(TagsRoutes api) : ITags
{
    public Task<IReadOnlyList<string>> ListAsync(InstanceKey key, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(key, nameof(key));
        return Payload.ListAsync(api.ListAsync(host, port, cancellationToken));
    }

    public Task<string> ValueAsync(InstanceKey key, string tagName, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(key, nameof(key));
        return Payload.TextAsync(api.ValueAsync(host, port, Argument.Text(tagName, nameof(tagName)), cancellationToken), "tag-value");
    }

    public Task<InstanceKey> SetAsync(InstanceKey key, string tag, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(key, nameof(key));
        return Payload.KeyAsync(api.SetAsync(host, port, Argument.Text(tag, nameof(tag)), cancellationToken), key);
    }

    public Task<IReadOnlyList<InstanceKey>> RemoveAsync(InstanceKey key, string tag, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(key, nameof(key));
        return Payload.ListAsync(api.RemoveAsync(host, port, Argument.Text(tag, nameof(tag)), cancellationToken));
    }

    public Task<IReadOnlyList<InstanceKey>> RemoveEverywhereAsync(string tag, CancellationToken cancellationToken = default)
        => Payload.ListAsync(api.RemoveEverywhereAsync(Argument.Text(tag, nameof(tag)), cancellationToken));

    public Task<IReadOnlyList<InstanceKey>> FindAsync(string tags, CancellationToken cancellationToken = default)
        => Payload.ListAsync(api.FindAsync(Argument.Text(tags, nameof(tags)), cancellationToken));
}
