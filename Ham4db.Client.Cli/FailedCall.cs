using System.Net;
using Ham4db.Client.Cli.Output;
using Ham4db.Client.Resilience;

namespace Ham4db.Client.Cli;

/// <summary>What the program says of a call that failed.</summary>
/// <param name="Message">One line.</param>
/// <param name="ExitCode">One of <see cref="Cli.ExitCode"/>.</param>
internal sealed record FailedCall(string Message, int ExitCode)
{
    /// <summary>What the Go servers say, outside any envelope, to a path they do not know.</summary>
    private const string NoSuchRoute = "404 page not found";

    /// <summary>Whether the message is the server's, to be printed alone as the shell scripts do.</summary>
    public bool IsOfServer { get; private init; }

    /// <summary>The server's details as JSON, for standard output; null when it sent none.</summary>
    public string? Details { get; private init; }

    /// <summary>Puts a failed call into words.</summary>
    /// <param name="failed">What the SDK threw.</param>
    /// <param name="whereCredentialsAre">Where to look when they are refused.</param>
    /// <param name="wasTriedOnce">Whether the person wanted one try only.</param>
    public static FailedCall Of(Ham4dbException failed, string whereCredentialsAre, bool wasTriedOnce) => failed switch
    {
        Ham4dbRejectedException { StatusCode: HttpStatusCode.Unauthorized } => new($"{failed.Message}; check {whereCredentialsAre}", Cli.ExitCode.Refused),
        Ham4dbRejectedException { ServerMessage: NoSuchRoute }
            => new($"{failed.Message}; this server does not have that route, or HAM4DB_API names something else", Cli.ExitCode.Refused),
        // Its words alone would not tell what it is that this server does not have, or which server.
        Ham4dbRejectedException { StatusCode: HttpStatusCode.NotImplemented } => new(failed.Message, Cli.ExitCode.Refused),
        Ham4dbRejectedException rejected => new(rejected.ServerMessage, Cli.ExitCode.Refused)
        {
            IsOfServer = true,
            Details = rejected.Details is { } details ? JsonLine.Write(details) : null,
        },
        NoLeaderException or NodeUnreachableException { Attempts: [.., { Outcome: RequestOutcome.NotSent or RequestOutcome.NotLeader }] } => new(Words(failed, wasTriedOnce), Cli.ExitCode.NoLeader),
        OutcomeUnknownException => new(Words(failed, wasTriedOnce), Cli.ExitCode.OutcomeUnknown),
        DeadlineExceededException => new(failed.Message, Cli.ExitCode.TimedOut),
        _ => new(Words(failed, wasTriedOnce), Cli.ExitCode.Refused),
    };

    private static string Words(Ham4dbException failed, bool wasTriedOnce)
        => wasTriedOnce && failed.Attempts is [{ Endpoint: { } endpoint } only]
            ? $"tried once, as --no-retry wants it: {endpoint}: {only.Reason}; {Consequence(failed, only.Outcome)}"
            : failed.Message;

    private static string Consequence(Ham4dbException failed, RequestOutcome outcome) => failed is OutcomeUnknownException
        ? "the change may have been made: look before you repeat it"
        : outcome is RequestOutcome.NotSent or RequestOutcome.NotLeader ? "nothing was done" : "nothing was changed";
}
