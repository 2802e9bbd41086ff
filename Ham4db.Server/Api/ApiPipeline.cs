using Ham4db.Client.Contract;
using Ham4db.Server.Api.Access;
using Ham4db.Server.Api.Changes;
using Ham4db.Server.Api.Leading;
using Ham4db.Server.Api.Replies;
using Ham4db.Server.Api.Routing;
using Ham4db.Server.Configuration;
using Ham4db.Server.Consensus;
using Microsoft.AspNetCore.Http.Features;

namespace Ham4db.Server.Api;

/// <summary>The way of every request: find its endpoint, know its caller, judge it, answer it here or through the leader.</summary>
internal sealed class ApiPipeline(
    RouteTree routes, LeaderPassage passage, ReplyWriter writer, FailureReplies failures, KeptAnswers kept, ICommandLog log, ILiveOptions live, TimeProvider time)
{
    /// <summary>Answers one request.</summary>
    public async Task InvokeAsync(HttpContext http)
    {
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var match = routes.Match(http.Request.Method, RequestPath.Split(target));
        var framing = Frame(match, http.Request.Headers);
        using var deadline = new RequestDeadline(http, time);
        try
        {
            if (await AnswerAsync(http, match, framing, deadline) is { } reply)
            {
                await writer.WriteAsync(http, reply, framing, http.RequestAborted);
            }
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The caller hung up: nobody is there to answer.
        }
    }

    private async Task<Reply?> AnswerAsync(HttpContext http, RouteMatch match, ReplyFraming framing, RequestDeadline deadline)
    {
        var options = live.Current.Http;
        var isOpen = match is RouteMatch.Found { Endpoint.IsOpen: true };
        if ((isOpen ? new Caller(string.Empty, MayChange: false) : Authentication.Identify(options, http.Request.Headers)) is not { } caller)
        {
            http.Response.Headers.WWWAuthenticate = Authentication.Challenge;
            return Reply.Error(StatusCodes.Status401Unauthorized, "Not Authorized");
        }

        if (match is not RouteMatch.Found route)
        {
            return NoRoute(match, http.Request.Method);
        }

        if (route.Endpoint.Effect == Effect.Change && ChangeRules.Refuse(options, http.Request, caller, route.Endpoint) is { } refusal)
        {
            return refusal;
        }

        return await AnswerAsync(http, route, caller, framing, deadline);
    }

    private async Task<Reply?> AnswerAsync(HttpContext http, RouteMatch.Found route, Caller caller, ReplyFraming framing, RequestDeadline deadline)
    {
        try
        {
            deadline.RequireReadable();
            var request = new ApiRequest(http, route, caller, IdempotencyKey.Read(http.Request.Headers, route, http.Request.QueryString));
            var reply = route.Endpoint.AnsweredBy == AnsweredBy.ThisNode
                ? await route.Endpoint.Handler(request, deadline.Token)
                : await passage.AnswerAsync(request, ServeAsync, !framing.KeepsStatus, deadline);
            if (request.Kept is not null)
            {
                http.Response.Headers[WireHeaders.Replayed] = "true";
            }

            return reply;
        }
        catch (Exception failure) when (!http.RequestAborted.IsCancellationRequested || failure is not OperationCanceledException)
        {
            // Also when the caller hung up: what went wrong beside that belongs in the log, and the rest of it nowhere.
            return failures.Explain(failure, route.Endpoint, deadline);
        }
    }

    /// <summary>
    /// Answers where decisions are made. A change to what is not known here is refused only when nobody has decided on it: where every server
    /// decides, another one may have done so a moment ago, and told this caller.
    /// </summary>
    private async ValueTask<Reply> ServeAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await DecideAsync(request, cancellationToken);
        }
        catch (RequestRefusedException refused) when (refused.Status == StatusCodes.Status404NotFound && request.Route.Endpoint.Effect == Effect.Change)
        {
            if (!await log.CatchUpAsync(cancellationToken))
            {
                throw;
            }
        }

        return await DecideAsync(request, cancellationToken);
    }

    /// <summary>Answers with what was done under the request's key before, which only where decisions are made is known.</summary>
    private ValueTask<Reply> DecideAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        request.Kept = kept.Find(request.IdempotencyKey);
        return request.Route.Endpoint.Handler(request, cancellationToken);
    }

    /// <summary>Our SDK and a forwarding node decide by the status, so they get it whatever the configuration says.</summary>
    private ReplyFraming Frame(RouteMatch match, IHeaderDictionary headers)
    {
        var isForSdk = headers.ContainsKey(WireHeaders.Client);
        var isForCaller = isForSdk || live.Current.Http.StrictStatusCodes;
        return new ReplyFraming(DialectOf(match), isForSdk, isForCaller || headers.ContainsKey(WireHeaders.Forwarded)) { NamesHiddenStatus = !isForCaller };
    }

    private static Reply NoRoute(RouteMatch match, string method) => match is RouteMatch.WrongMethod(_, var allowed)
        ? Reply.Error(StatusCodes.Status405MethodNotAllowed, $"This route does not take {method}.") with { Allowed = allowed }
        : Reply.Error(StatusCodes.Status404NotFound, "No such route. Paths are case-sensitive and need every parameter; see docs/http-api.md.");

    private static Dialect DialectOf(RouteMatch match) => match switch
    {
        RouteMatch.Found found => found.Dialect,
        RouteMatch.WrongMethod wrong => wrong.Dialect,
        RouteMatch.Unknown unknown => unknown.Dialect,
        _ => Dialect.Plain,
    };
}
