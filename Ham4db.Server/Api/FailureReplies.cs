using Ham4db.Server.Api.Leading;
using Ham4db.Server.Api.Replies;
using Ham4db.Server.Api.Routing;
using Ham4db.Server.Backend;
using Ham4db.Server.Backend.Commands;
using Ham4db.Server.Consensus;
using Ham4db.Server.Discovery;

namespace Ham4db.Server.Api;

/// <summary>Turns what a handler threw into the reply that tells the caller whether anything was done.</summary>
internal sealed class FailureReplies(ILogger<FailureReplies> logger)
{
    /// <summary>The reply for a failure.</summary>
    public Reply Explain(Exception failure, ApiEndpoint endpoint, RequestDeadline deadline)
    {
        switch (failure)
        {
            case RequestRefusedException refused:
                return Reply.Error(refused.Status, refused.Message);

            case ControlRefusedException refused:
                return Reply.Error(StatusOf(refused.Refusal), refused.Message);

            case NotLeaderException:
                return Reply.Error(StatusCodes.Status421MisdirectedRequest, failure.Message);

            case CommandOutcomeUnknownException:
                return Reply.Error(StatusCodes.Status504GatewayTimeout, failure.Message);

            // Neither 502, 503 nor 504, which speak of this service's own nodes.
            case ProbeFailedException:
                return Reply.Error(StatusCodes.Status424FailedDependency, failure.Message);

            case CommandTooLargeException:
                return Reply.Error(StatusCodes.Status413PayloadTooLarge, failure.Message);

            // Nothing was done, and another node may be in touch with its database.
            case BackendUnreachableException { OutcomeUnknown: false }:
                return Reply.Error(StatusCodes.Status503ServiceUnavailable, failure.Message);

            case BackendUnreachableException:
                return Reply.Error(StatusCodes.Status504GatewayTimeout, failure.Message);

            case BackendException:
                return Reply.Error(StatusCodes.Status500InternalServerError, failure.Message);

            case OperationCanceledException when deadline.IsOver:
                return Reply.Error(StatusCodes.Status504GatewayTimeout, TimeIsUp(endpoint));

            default:
                logger.RequestFailed(failure, endpoint.Name);
                return Reply.Error(
                    StatusCodes.Status500InternalServerError,
                    $"{endpoint.Name} failed in a way that it should not. The log of this node says how.");
        }
    }

    private static int StatusOf(ControlRefusal refusal) => refusal switch
    {
        ControlRefusal.BadArgument => StatusCodes.Status400BadRequest,
        ControlRefusal.Conflict => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status500InternalServerError,
    };

    private static string TimeIsUp(ApiEndpoint endpoint) => endpoint.Effect == Effect.Change
        ? $"{endpoint.Name} did not end before the caller's deadline: whether it was carried out is not known. Look before repeating it."
        : $"{endpoint.Name} did not end before the caller's deadline.";
}
