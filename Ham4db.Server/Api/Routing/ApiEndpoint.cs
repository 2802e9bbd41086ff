using System.Collections.Immutable;
using Ham4db.Server.Api.Replies;

namespace Ham4db.Server.Api.Routing;

/// <summary>One row of the table of endpoints: an operation, the paths it is served at, and the rules it is served under.</summary>
/// <param name="Name">Its name in logs and digests; the first path's leading words.</param>
/// <param name="AnsweredBy">Which node answers.</param>
/// <param name="Effect">Whether it changes something.</param>
/// <param name="Handler">What answers.</param>
internal sealed record ApiEndpoint(string Name, AnsweredBy AnsweredBy, Effect Effect, EndpointHandler Handler)
{
    /// <summary>Paths after <c>/api/</c>, served there and after <c>/api/mysql/</c>, for example <c>cluster/:clusterHint</c>.</summary>
    public ImmutableArray<string> Paths { get; init; } = [];

    /// <summary>Paths served after <c>/api/mysql/</c> only, with the method that ham4db (Go) has them under.</summary>
    public ImmutableArray<TypedPath> TypedPaths { get; init; } = [];

    /// <summary>Paths served from the root, before any <c>/api/</c>.</summary>
    public ImmutableArray<string> RootPaths { get; init; } = [];

    /// <summary>Whether it is answered without credentials under basic authentication.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Whether every method is accepted: the answer is the same refusal for all.</summary>
    public bool TakesAnyMethod { get; init; }

    /// <summary>Whether it is what makes another node lead, so that the former leader's answer comes after that, and is to be waited for.</summary>
    public bool MovesLeadership { get; init; }

    /// <summary>Whether servers alone call it, to agree on who leads: <c>ReadOnly</c> is about what users change, and does not refuse it.</summary>
    public bool IsBetweenServers { get; init; }

    /// <summary>What is answered at once where no leader is known; null to wait for one, and refuse.</summary>
    public Reply? WithoutLeader { get; init; }

    /// <summary>A read that only the leader answers.</summary>
    public static ApiEndpoint LeaderRead(EndpointHandler handler, params ImmutableArray<string> paths)
        => Create(AnsweredBy.Leader, Effect.Read, handler, paths);

    /// <summary>A change that only the leader makes.</summary>
    public static ApiEndpoint LeaderChange(EndpointHandler handler, params ImmutableArray<string> paths)
        => Create(AnsweredBy.Leader, Effect.Change, handler, paths);

    /// <summary>A read that the asked node answers.</summary>
    public static ApiEndpoint LocalRead(EndpointHandler handler, params ImmutableArray<string> paths)
        => Create(AnsweredBy.ThisNode, Effect.Read, handler, paths);

    /// <summary>A change of the asked node itself.</summary>
    public static ApiEndpoint LocalChange(EndpointHandler handler, params ImmutableArray<string> paths)
        => Create(AnsweredBy.ThisNode, Effect.Change, handler, paths);

    /// <summary>A known route that is always refused with 501.</summary>
    public static ApiEndpoint Refused(string reason, params ImmutableArray<string> paths)
        => Create(AnsweredBy.ThisNode, Effect.Read, (_, _) => ValueTask.FromResult(Reply.Error(StatusCodes.Status501NotImplemented, reason)), paths)
            with { TakesAnyMethod = true };

    private static ApiEndpoint Create(AnsweredBy answeredBy, Effect effect, EndpointHandler handler, ImmutableArray<string> paths)
        => new(paths[0].Split('/', 2)[0], answeredBy, effect, handler) { Paths = paths };
}
