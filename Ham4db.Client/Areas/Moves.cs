using System.Globalization;
using System.Text.RegularExpressions;
using Ham4db.Client.Contract;
using Ham4db.Client.Http;

namespace Ham4db.Client.Areas;

/// <summary>Reads what routes that move replicas answer: a part of it is in the envelope's message only.</summary>
internal static partial class Moves
{
    /// <summary>The Go servers send the moved replicas or, for some routes, the key of their new master.</summary>
    public static async Task<MovedReplicas> ReadMovedAsync(Task<Reply> call)
    {
        var reply = await call.ConfigureAwait(false);
        var message = reply.Body.Message ?? string.Empty;
        var isList = reply.Body.Payload.Span is [(byte)'[', ..];
        var replicas = isList ? ReplyReader.Read(reply, WireJson.Default.IReadOnlyListInstance) ?? [] : [];
        var master = isList ? null : ReplyReader.Read(reply, WireJson.Default.NullableInstanceKey);
        return new MovedReplicas
        {
            Count = NumberIn(CountOfReplicas().Match(message)) ?? replicas.Count,
            Errors = NumberIn(CountOfErrors().Match(message)) ?? 0,
            Replicas = replicas,
            NewMaster = master is { Port: > 0 } ? master : null,
            Message = message,
        };
    }

    /// <summary>The promoted replica is in the details, the number of lost ones in the message.</summary>
    public static async Task<RegroupedReplicas> ReadRegroupedAsync(Task<Reply> call, string route)
    {
        var reply = await call.ConfigureAwait(false);
        var message = reply.Body.Message ?? string.Empty;
        var promoted = ReplyReader.Read(reply, WireJson.Default.NullableInstanceKey);
        return new RegroupedReplicas
        {
            Promoted = promoted is { Port: > 0 } key ? key : throw Payload.Missing(route),
            Lost = NumberIn(CountOfLost().Match(message)) ?? 0,
            Message = message,
        };
    }

    /// <summary>The verdict is the message; some servers put their name before it.</summary>
    public static async Task<bool> ReadVerdictAsync(Task<Reply> call, string route)
    {
        var message = (await call.ConfigureAwait(false)).Body.Message ?? string.Empty;
        return message.EndsWith("true", StringComparison.Ordinal)
            || (message.EndsWith("false", StringComparison.Ordinal) ? false : throw Payload.Missing(route));
    }

    private static int? NumberIn(Match match)
        => match.Success && int.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(@"\b(\d+) replicas of ")]
    private static partial Regex CountOfReplicas();

    [GeneratedRegex(@"; (\d+) errors: \[")]
    private static partial Regex CountOfErrors();

    [GeneratedRegex(@", lost: (\d+)")]
    private static partial Regex CountOfLost();
}
