using Ham4db.Client.Contract;
using Ham4db.Server.Api.Changes;
using Ham4db.Server.Api.Instances;
using Ham4db.Server.Api.Replies;
using Ham4db.Server.Api.Routing;
using Ham4db.Server.Backend.Commands;
using Ham4db.Server.Topology;

namespace Ham4db.Server.Api.Tags;

/// <summary>Tags on instances.</summary>
internal sealed class TagEndpoints(CurrentTopology topology, CommandSubmission commands) : IEndpointGroup
{
    /// <inheritdoc/>
    public IEnumerable<ApiEndpoint> Endpoints =>
    [
        ApiEndpoint.LeaderRead(List, "tags/:host/:port"),
        ApiEndpoint.LeaderRead(Value, "tag-value/:host/:port", "tag-value/:host/:port/:tagName"),
        ApiEndpoint.LeaderRead(Find, "tagged", "tagged/:host/:port"),
        ApiEndpoint.LeaderChange(SetAsync, "tag/:host/:port", "tag/:host/:port/:tagName/:tagValue"),
        ApiEndpoint.LeaderChange(RemoveAsync, "untag/:host/:port", "untag/:host/:port/:tagName"),
        ApiEndpoint.LeaderChange(RemoveEverywhereAsync, "untag-all", "untag-all/:tagName/:tagValue"),
    ];

    private ValueTask<Reply> List(ApiRequest request, CancellationToken cancellationToken)
    {
        var now = topology.Take();
        var tags = now.DecisionsOf(RequireTagged(now, request)).Tags;
        return ValueTask.FromResult(Reply.Bare<IReadOnlyList<string>>(
            [.. tags.Select(tag => $"{tag.Key}={tag.Value}")], WireJson.Default.IReadOnlyListString));
    }

    private ValueTask<Reply> Value(ApiRequest request, CancellationToken cancellationToken)
    {
        var now = topology.Take();
        var key = RequireTagged(now, request);
        var name = TagArgument.Read(request).Name;
        return now.DecisionsOf(key).Tags.TryGetValue(name, out var value)
            ? ValueTask.FromResult(Reply.Bare(value))
            : throw RequestRefusedException.NotFound($"tag {name} not found for {key}");
    }

    /// <summary>With an instance in the path the answer is a list of that one, or of none.</summary>
    private ValueTask<Reply> Find(ApiRequest request, CancellationToken cancellationToken)
    {
        var now = topology.Take();
        InstanceKey? only = request.Has("host") ? now.Named(request) : null;
        var query = TagArgument.ReadQuery(request);
        var keys = now.Decided.Tags.Where(tagged => (only is null || tagged.Key == only) && query.Matches(tagged.Value)).Select(tagged => tagged.Key).Order();
        return ValueTask.FromResult(Keys(keys));
    }

    private async ValueTask<Reply> SetAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var now = topology.Take();
        var tag = TagArgument.Read(request);
        var key = now.Target(request);
        await commands.SubmitAsync(request, new PutTag(key, tag.Name, tag.Value), cancellationToken);
        return Reply.Ok($"{key} tagged with {tag.Name}={tag.Value}", key);
    }

    private async ValueTask<Reply> RemoveAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var now = topology.Take();
        var tag = TagArgument.Read(request);
        var key = RequireTagged(now, request);
        var result = await commands.SubmitAsync(request, new DeleteTag(key, tag.Name, ValueOf(tag)), cancellationToken);
        return Removed(tag, result);
    }

    private async ValueTask<Reply> RemoveEverywhereAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var tag = TagArgument.Read(request);
        if (!tag.HasValue)
        {
            throw RequestRefusedException.BadArgument(
                $"Untag: either indicate an instance or a tag value: tag {tag.Name} would go from every instance, whatever its value");
        }

        var result = await commands.SubmitAsync(request, new DeleteTag(null, tag.Name, tag.Value), cancellationToken);
        return Removed(tag, result);
    }

    private static Reply Removed(Tag tag, CommandResult result) => Reply.Ok(
        $"{tag.Name} removed from {result.Keys.Count} instances", result.Keys, WireJson.Default.IReadOnlyListInstanceKey);

    private static string? ValueOf(Tag tag) => tag.HasValue ? tag.Value : null;

    private static Reply Keys(IEnumerable<InstanceKey> keys)
        => Reply.Bare<IReadOnlyList<InstanceKey>>([.. keys], WireJson.Default.IReadOnlyListInstanceKey);

    /// <summary>Tags outlive the instance in the inventory, and can still be read and removed.</summary>
    private static InstanceKey RequireTagged(TopologySnapshot now, ApiRequest request)
    {
        var named = now.Named(request);
        return now.Decided.Tags.ContainsKey(named) ? named : now.Target(request);
    }
}
