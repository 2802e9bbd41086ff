using System.Net;

namespace Ham4db.Client.Cli.Tests.Contract;

/// <summary>The servers that the program speaks to.</summary>
internal enum ServerKind
{
    /// <summary>Ham4db.</summary>
    Ham4db,

    /// <summary>orchestrator.</summary>
    Orchestrator,

    /// <summary>ham4db (Go).</summary>
    Ham4dbGo,
}

/// <summary>A node that answers one thing to everything, in the form of the server that it plays.</summary>
public sealed class ContractServer : IDisposable
{
    private readonly StubNode _node;
    private ServerKind _kind;
    private string _reply = string.Empty;
    private HttpStatusCode _status;
    private int _before;

    public ContractServer() => _node = new StubNode(Answer);

    internal string Url => _node.Url;

    /// <summary>What was asked since the last reply was set.</summary>
    internal IReadOnlyList<StubRequest> Requests => [.. _node.Requests.Skip(_before)];

    internal void Set(ServerKind kind, string reply, HttpStatusCode status = HttpStatusCode.OK)
    {
        _kind = kind;
        _reply = reply;
        _status = status;
        _before = _node.Requests.Count;
        _node.Version = kind == ServerKind.Ham4db ? "1.0.0" : null;
    }

    public void Dispose() => _node.Dispose();

    private StubReply Answer(StubRequest request)
    {
        if (request.Path is "leader-check" or "lb-check")
        {
            return StubReply.NoSuchRoute;
        }

        return request.Path == "health"
            ? new StubReply(InItsForm(Samples.Ok("null")))
            : new StubReply(InItsForm(_reply), _status);
    }

    private string InItsForm(string reply)
        => _kind == ServerKind.Ham4dbGo
            ? reply
                .Replace("{\"Code\"", "{\"HttpStatus\":0,\"Code\"", StringComparison.Ordinal)
                .Replace("\"Details\":", "\"Detail\":", StringComparison.Ordinal)
                .Replace("\"MasterKey\":", "\"UpstreamKey\":", StringComparison.Ordinal)
            : reply;
}
