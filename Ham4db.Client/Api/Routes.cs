using System.Text;
using System.Text.Json.Serialization.Metadata;
using Ham4db.Client.Contract;
using Ham4db.Client.Http;
using Ham4db.Client.Resilience;

namespace Ham4db.Client.Api;

/// <summary>
/// The seam between the typed routes and the cluster: a route is answered from whichever node leads, or from the one that is named. How a change
/// goes to the server is decided per try, by what that server understands.
/// </summary>
internal sealed class Routes(CallRunner runner, TimeSpan deadline)
{
    /// <summary>A path's variable part.</summary>
    public static string Segment(string value) => Uri.EscapeDataString(value);

    /// <summary>A path with a query; what is null is left out.</summary>
    public static string Query(string path, params ReadOnlySpan<(string Name, string? Value)> query)
    {
        var text = new StringBuilder(path);
        var mark = '?';
        foreach (var (name, value) in query)
        {
            if (value is not null)
            {
                text.Append(mark).Append(name).Append('=').Append(Uri.EscapeDataString(value));
                mark = '&';
            }
        }

        return text.ToString();
    }

    /// <summary>Asks the leader; the type's default when there is no payload.</summary>
    public Task<T?> ReadAsync<T>(string path, CancellationToken cancellationToken) => CallAsync<T>(new Call(path, isRead: true), cancellationToken);

    /// <summary>Asks a node, or the leader when it is null; the type's default when there is no payload.</summary>
    public Task<T?> ReadAsync<T>(string path, Uri? node, CancellationToken cancellationToken)
        => CallAsync<T>(new Call(path, isRead: true) { Node = node }, cancellationToken);

    /// <summary>Makes a change at the leader.</summary>
    public Task<T?> ChangeAsync<T>(string path, CancellationToken cancellationToken) => CallAsync<T>(new Call(path, isRead: false), cancellationToken);

    /// <summary>Makes a change at a node, or at the leader when it is null.</summary>
    public Task<T?> ChangeAsync<T>(string path, Uri? node, CancellationToken cancellationToken)
        => CallAsync<T>(new Call(path, isRead: false) { Node = node }, cancellationToken);

    /// <summary>Asks the leader for a reply that is more than its payload.</summary>
    public Task<Reply> ReadAsync(string path, CancellationToken cancellationToken)
        => runner.RunAsync(new Call(path, isRead: true), deadline, cancellationToken);

    /// <summary>Asks a node, or the leader when it is null, for a reply that is more than its payload.</summary>
    public Task<Reply> ReadAsync(string path, Uri? node, CancellationToken cancellationToken)
        => runner.RunAsync(new Call(path, isRead: true) { Node = node }, deadline, cancellationToken);

    /// <summary>Makes a change at the leader, of which the whole reply matters, or only its success.</summary>
    public Task<Reply> ChangeAsync(string path, CancellationToken cancellationToken)
        => runner.RunAsync(new Call(path, isRead: false), deadline, cancellationToken);

    /// <summary>Makes a change at a node, or at the leader when it is null, of which the whole reply matters, or only its success.</summary>
    public Task<Reply> ChangeAsync(string path, Uri? node, CancellationToken cancellationToken)
        => runner.RunAsync(new Call(path, isRead: false) { Node = node }, deadline, cancellationToken);

    private Task<T?> CallAsync<T>(Call call, CancellationToken cancellationToken)
        => runner.RunAsync(call, deadline, static reply => ReplyReader.Read(reply, TypeOf<T>()), cancellationToken);

    private static JsonTypeInfo<T> TypeOf<T>() => (JsonTypeInfo<T>)WireJson.Default.GetTypeInfo(typeof(T))!;
}
