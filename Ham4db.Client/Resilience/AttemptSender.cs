using Ham4db.Client.Contract;
using Ham4db.Client.Http;
using Ham4db.Client.Leadership;

namespace Ham4db.Client.Resilience;

/// <summary>Makes one try of a call: to the leader, or to the node that the caller named.</summary>
internal sealed class AttemptSender(
    HttpMessageInvoker transport,
    LeaderLocator locator,
    LeaderWatch? watch,
    MemberLearning? learning,
    EndpointBoard board,
    OpenConnections open,
    DialectResolver dialects,
    Ham4dbClientOptions options,
    TimeProvider time)
{
    /// <summary>Changes take longer than reads by nature; the other nodes are asked only after this many silences.</summary>
    private const int SilencesOfChange = 10;

    private readonly NumberText _deadline = new();
    private readonly NumberText _term = new();

    /// <exception cref="OperationCanceledException">The call was cancelled, or its deadline passed.</exception>
    public ValueTask<Attempt> SendAsync(Call call, CallClock clock)
    {
        clock.BeginTry();
        call.Phase = CallPhase.Searching;
        call.Asking = null;
        return call.Node is { } node ? AskNodeAsync(call, node, clock)
            : locator.Current is { } leader ? AskLeaderAsync(call, leader, clock)
            : SearchAndAskAsync(call, clock);
    }

    private async ValueTask<Attempt> AskNodeAsync(Call call, Uri node, CallClock clock)
    {
        using var kept = open.Keep(node);
        var isHam4db = !call.IsRead && await dialects.IsHam4dbAsync(node, clock.Token).ConfigureAwait(false);
        return await TryAsync(call, node, leader: null, isHam4db, clock).ConfigureAwait(false);
    }

    private async ValueTask<Attempt> SearchAndAskAsync(Call call, CallClock clock)
        => await AskLeaderAsync(call, await locator.FindAsync(clock.Token).ConfigureAwait(false), clock).ConfigureAwait(false);

    private ValueTask<Attempt> AskLeaderAsync(Call call, KnownLeader leader, CallClock clock)
    {
        var speaksHam4db = dialects.IsHam4db(leader.IsHam4db);
        if (call.MayBeDone && !speaksHam4db)
        {
            // An earlier try may have made the change, and this server cannot tell a repetition from a new request.
            return ValueTask.FromResult(
                new Attempt(leader.Endpoint, RequestOutcome.Unknown, TimeSpan.Zero, "leads now, and does not know idempotency keys", Next.Report) { Leader = leader });
        }

        if (leader.IsHam4db)
        {
            watch?.Begin();
        }

        learning?.Begin(leader);

        TimeSpan? silence = call.IsRead ? options.SilenceBeforeProbe
            : speaksHam4db && !call.IsRaw ? options.SilenceBeforeProbe * SilencesOfChange
            : null;
        clock.Watch(leader, call.Path, silence, limit: call.IsRead ? clock.Deadline / 2 : clock.Deadline);
        return TryAsync(call, leader.Endpoint, leader, speaksHam4db, clock);
    }

    private async ValueTask<Attempt> TryAsync(Call call, Uri endpoint, KnownLeader? leader, bool isHam4db, CallClock clock)
    {
        call.Phase = CallPhase.Connecting;
        call.Asking = endpoint;
        var cancellationToken = clock.Token;
        var started = time.GetTimestamp();
        ChangeContent? content = null;
        try
        {
            var address = await AddressAtAsync(call, endpoint, leader, isHam4db, cancellationToken).ConfigureAwait(false);
            using var request = new HttpRequestMessage(call.IsRead || call.IsRaw || !isHam4db ? HttpMethod.Get : HttpMethod.Post, address);
            if (!call.IsRead)
            {
                request.Content = content = new ChangeContent();
            }

            AddHeaders(request, call, isHam4db, clock);
            call.Phase = CallPhase.Waiting;
            using var response = await transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
            var reply = await ReplyReceiver.ReceiveAsync(response, endpoint, ReplyReceiver.LargestBody, cancellationToken).ConfigureAwait(false);
            return Answered(call, leader, reply, started, isHam4db);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            // None of our own limits: the connection pool gave up connecting. Without a proof that nothing was written, nothing is assumed.
            var outcome = e.InnerException is TimeoutException && content is not { WasWritten: true } ? RequestOutcome.NotSent : RequestOutcome.Unknown;
            var reason = outcome == RequestOutcome.NotSent ? "no connection in time" : "no answer in time";
            return End(call, leader, endpoint, outcome, started, reason, isHam4db) with { Failure = e };
        }
        catch (OperationCanceledException)
        {
            call.Phase = content is { WasWritten: false } ? CallPhase.Connecting : call.Phase;
            if (leader is null || clock.IsOver || clock.EndedBecause is not { } reason)
            {
                throw;
            }

            var outcome = call.Phase == CallPhase.Connecting ? RequestOutcome.NotSent : RequestOutcome.Unknown;
            return End(call, leader, endpoint, outcome, started, reason, isHam4db);
        }
        catch (BodyTooLargeException e)
        {
            // It would be as long the next time.
            call.UnusableReplies = Situation.MostUnusableReplies;
            return End(call, leader, endpoint, RequestOutcome.Unknown, started, e.Message, isHam4db) with { Failure = e };
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            // A change without its body never left: what failed was asking which server this is.
            var outcome = !call.IsRead && content is null ? RequestOutcome.NotSent : TransportFailure.Classify(e);
            return End(call, leader, endpoint, outcome, started, TransportFailure.Describe(e), isHam4db) with { Failure = e };
        }
        finally
        {
            await clock.EndTryAsync().ConfigureAwait(false);
        }
    }

    private ValueTask<Uri> AddressAtAsync(Call call, Uri endpoint, KnownLeader? leader, bool isHam4db, CancellationToken cancellationToken)
    {
        var isGo = leader is null ? options.Dialect != ServerDialect.Ham4db : !isHam4db;
        return isGo && !call.IsRaw && Ham4dbGoRoutes.Differs(call.Path) ? AtGoServerAsync(call, endpoint, cancellationToken)
            : ValueTask.FromResult(leader is null || call.IsRaw ? new Uri(endpoint, call.Path) : leader.AddressOf(call.Path));
    }

    private async ValueTask<Uri> AtGoServerAsync(Call call, Uri endpoint, CancellationToken cancellationToken)
    {
        var isHam4dbGo = await dialects.OfGoServerAsync(endpoint, cancellationToken).ConfigureAwait(false) == ServerDialect.Ham4dbGo;
        return new Uri(endpoint, isHam4dbGo ? Ham4dbGoRoutes.Translate(call.Path) : call.Path);
    }

    private void AddHeaders(HttpRequestMessage request, Call call, bool isHam4db, CallClock clock)
    {
        if (!isHam4db)
        {
            return;
        }

        var remaining = (long)Math.Max(1, clock.Remaining.TotalMilliseconds);
        request.Headers.TryAddWithoutValidation(WireHeaders.DeadlineMilliseconds, _deadline.Of(remaining));
        if (locator.HighestTerm is > 0 and var term)
        {
            request.Headers.TryAddWithoutValidation(WireHeaders.Term, _term.Of(term));
        }

        if (!call.IsRead && !call.IsRaw)
        {
            request.Headers.TryAddWithoutValidation(WireHeaders.IdempotencyKey, call.Key);
        }
    }

    private Attempt Answered(Call call, KnownLeader? leader, Reply reply, long started, bool isHam4db)
    {
        var isStale = leader is not null && reply.Term < locator.HighestTerm;
        if (leader is not null)
        {
            locator.Observe(leader, reply);
        }

        var facts = new ReplyFacts(
            reply.Status,
            reply.Body.Kind,
            reply.Body.Message,
            reply.IsHam4db,
            call.IsRead,
            isHam4db && !call.IsRead && !call.IsRaw,
            call.WasUnauthorized || leader is null,
            isStale);
        var outcome = facts.Judge();
        call.WasUnauthorized |= facts.IsGoRefusal;
        call.UnusableReplies += facts.IsUnusable ? 1 : 0;
        var reason = isStale ? $"answered in term {reply.Term}, but term {locator.HighestTerm} is known" : Words(reply, outcome);
        return End(call, leader, reply.Node, outcome, started, reason, isHam4db) with { Reply = reply };
    }

    private static string Words(Reply reply, RequestOutcome outcome)
    {
        if (outcome == RequestOutcome.Succeeded)
        {
            return "OK";
        }

        var status = $"HTTP {(int)reply.Status}";
        return (outcome, reply.Body.Kind) switch
        {
            (_, ReplyKind.Html) => $"{status} with an HTML page instead of an answer",
            (_, ReplyKind.Empty) => $"{status} without a body",
            (_, ReplyKind.Broken) => $"{status} with broken JSON",
            (_, ReplyKind.OkEnvelope or ReplyKind.ErrorEnvelope) => $"{status}: {reply.Body.Message}",
            _ => status,
        };
    }

    private Attempt End(
        Call call, KnownLeader? leader, Uri endpoint, RequestOutcome outcome, long started, string reason, bool isHam4db)
    {
        var elapsed = time.GetElapsedTime(started);
        if (leader is not null && outcome == RequestOutcome.Succeeded)
        {
            board.Answered(leader, elapsed);
        }
        else if (outcome == RequestOutcome.NotSent)
        {
            board.Failed(endpoint, reason);
        }

        var situation = new Situation(outcome, call.IsRead, isHam4db && !call.IsRaw, call.Node is not null, call.UnusableReplies);
        return new Attempt(endpoint, outcome, elapsed, reason, situation.Decide()) { Leader = leader };
    }
}
