using System.Text.Json;
using Ham4db.Client.Contract;

namespace Ham4db.Client.Api;

/// <summary>Routes of <see cref="ITags"/>. GET is a read, POST a change.</summary>
internal sealed class TagsRoutes(Routes routes)
{
    public Task<IReadOnlyList<string>?> ListAsync(string host, string port, CancellationToken cancellationToken)
        => routes.ReadAsync<IReadOnlyList<string>>($"tags/{Routes.Segment(host)}/{Routes.Segment(port)}", cancellationToken);

    public Task<JsonElement?> ValueAsync(string host, string port, string tag, CancellationToken cancellationToken)
        => routes.ReadAsync<JsonElement?>(Routes.Query($"tag-value/{Routes.Segment(host)}/{Routes.Segment(port)}", ("tag", tag)), cancellationToken);

    public Task<InstanceKey?> SetAsync(string host, string port, string tag, CancellationToken cancellationToken)
        => routes.ChangeAsync<InstanceKey?>(Routes.Query($"tag/{Routes.Segment(host)}/{Routes.Segment(port)}", ("tag", tag)), cancellationToken);

    public Task<IReadOnlyList<InstanceKey>?> RemoveAsync(string host, string port, string tag, CancellationToken cancellationToken)
        => routes.ChangeAsync<IReadOnlyList<InstanceKey>>(Routes.Query($"untag/{Routes.Segment(host)}/{Routes.Segment(port)}", ("tag", tag)), cancellationToken);

    public Task<IReadOnlyList<InstanceKey>?> RemoveEverywhereAsync(string tag, CancellationToken cancellationToken)
        => routes.ChangeAsync<IReadOnlyList<InstanceKey>>(Routes.Query("untag-all", ("tag", tag)), cancellationToken);

    public Task<IReadOnlyList<InstanceKey>?> FindAsync(string tag, CancellationToken cancellationToken)
        => routes.ReadAsync<IReadOnlyList<InstanceKey>>(Routes.Query("tagged", ("tag", tag)), cancellationToken);
}
