namespace Ham4db.Server.Api.Routing;

/// <summary>Which of the two families of Go servers a request was written for. Its path tells.</summary>
internal enum Dialect
{
    /// <summary><c>/api/route</c>: orchestrator, both shell clients, load balancers.</summary>
    Plain,

    /// <summary><c>/api/mysql/route</c>: ham4db.</summary>
    Typed,
}
