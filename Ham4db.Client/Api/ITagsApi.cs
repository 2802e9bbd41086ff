using System.Text.Json;
using Ham4db.Client.Contract;
using Refit;

namespace Ham4db.Client.Api;

/// <summary>Routes of <see cref="ITags"/>. GET is a read, POST a change; see <see cref="Leadership.LeaderRoutingHandler"/>.</summary>
internal interface ITagsApi
{
    [Get("/tags/{host}/{port}")]
    Task<IReadOnlyList<string>?> ListAsync(string host, string port, CancellationToken cancellationToken);

    [Get("/tag-value/{host}/{port}")]
    Task<JsonElement?> ValueAsync(string host, string port, string tag, CancellationToken cancellationToken);

    [Post("/tag/{host}/{port}")]
    Task<InstanceKey?> SetAsync(string host, string port, string tag, CancellationToken cancellationToken);

    [Post("/untag/{host}/{port}")]
    Task<IReadOnlyList<InstanceKey>?> RemoveAsync(string host, string port, string tag, CancellationToken cancellationToken);

    [Post("/untag-all")]
    Task<IReadOnlyList<InstanceKey>?> RemoveEverywhereAsync(string tag, CancellationToken cancellationToken);

    [Get("/tagged")]
    Task<IReadOnlyList<InstanceKey>?> FindAsync(string tag, CancellationToken cancellationToken);
}
