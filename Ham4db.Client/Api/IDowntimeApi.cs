using Ham4db.Client.Contract;
using Refit;

namespace Ham4db.Client.Api;

/// <summary>Routes of <see cref="IDowntime"/>. GET is a read, POST a change; see <see cref="Leadership.LeaderRoutingHandler"/>.</summary>
internal interface IDowntimeApi
{
    [Post("/begin-downtime/{host}/{port}/{owner}/{reason}")]
    Task<InstanceKey?> BeginAsync(string host, string port, string owner, string reason, CancellationToken cancellationToken);

    [Post("/begin-downtime/{host}/{port}/{owner}/{reason}/{duration}")]
    Task<InstanceKey?> BeginAsync(string host, string port, string owner, string reason, string duration, CancellationToken cancellationToken);

    [Post("/end-downtime/{host}/{port}")]
    Task<InstanceKey?> EndAsync(string host, string port, CancellationToken cancellationToken);

    [Get("/downtimed")]
    Task<IReadOnlyList<Instance>?> ListAsync(CancellationToken cancellationToken);

    [Get("/downtimed/{hint}")]
    Task<IReadOnlyList<Instance>?> ListAsync(string hint, CancellationToken cancellationToken);
}
