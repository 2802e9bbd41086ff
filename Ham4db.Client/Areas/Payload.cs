using System.Collections.Immutable;
using System.Text.Json;
using Ham4db.Client.Contract;
using Ham4db.Client.Http;

namespace Ham4db.Client.Areas;

/// <summary>What the routes' results have in common.</summary>
internal static class Payload
{
    /// <summary>A list. <see cref="ReplyReader"/> makes an empty one of none, so that the most frequent results need no task beside the call's.</summary>
    public static Task<IReadOnlyList<T>> ListAsync<T>(Task<IReadOnlyList<T>?> reply) => reply!;

    /// <summary>Values by name; the Go servers may send <c>null</c> for none.</summary>
    public static async Task<IReadOnlyDictionary<string, T>> MapAsync<T>(Task<IReadOnlyDictionary<string, T>?> reply)
        => await reply.ConfigureAwait(false) ?? ImmutableDictionary<string, T>.Empty;

    /// <summary>A value that the server must have sent.</summary>
    public static async Task<T> RequiredAsync<T>(Task<T?> reply, string route)
        where T : class
        => await reply.ConfigureAwait(false) ?? throw Missing(route);

    /// <summary>A number that the server must have sent.</summary>
    public static async Task<long> RequiredAsync(Task<long?> reply, string route) => await reply.ConfigureAwait(false) ?? throw Missing(route);

    /// <summary>An instance that the server must have named.</summary>
    public static async Task<InstanceKey> InstanceAsync(Task<InstanceKey?> reply, string route)
        => await reply.ConfigureAwait(false) is { Port: > 0 } key ? key : throw Missing(route);

    /// <summary>The one element of a list; null when it is empty.</summary>
    public static async Task<T?> FirstAsync<T>(Task<IReadOnlyList<T>?> reply)
        where T : class
        => await reply.ConfigureAwait(false) is [var first, ..] ? first : null;

    /// <summary>A text that the server must have sent.</summary>
    public static async Task<string> TextAsync(Task<JsonElement?> reply, string route)
        => await reply.ConfigureAwait(false) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : throw Missing(route);

    /// <summary>A text, or what stands for it when the server sent none.</summary>
    public static async Task<string> TextOrAsync(Task<JsonElement?> reply, string otherwise)
        => await reply.ConfigureAwait(false) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : otherwise;

    /// <summary>The instance that a change was made to: as the server resolved it, or as asked when it does not say.</summary>
    public static async Task<InstanceKey> KeyAsync(Task<InstanceKey?> reply, InstanceKey asked)
        => await reply.ConfigureAwait(false) is { Port: > 0 } key ? key : asked;

    /// <summary>A change of which only success matters: anything else has been thrown.</summary>
    public static Task DoneAsync(Task<Reply> reply) => reply;

    /// <summary>Success was reported, but not the result that the route promises.</summary>
    public static UnusableReplyException Missing(string route)
        => new($"{route}: the server reported success, but sent no result where there must be one.", []);
}
