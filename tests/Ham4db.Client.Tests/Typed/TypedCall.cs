using System.Collections;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Ham4db.Client.Tests.Typed;

/// <summary>One row: a typed method, the request it makes in each dialect, what is answered, and what the caller gets.</summary>
public sealed partial record TypedCall
{
    /// <summary>Area and method, for example <c>Recovery.RecoverAsync</c>.</summary>
    public required string Method { get; init; }

    /// <summary>The code of the call, to tell rows of one method apart.</summary>
    public required string Code { get; init; }

    /// <summary><c>GET</c> or <c>POST</c>, a space, and the path after <c>/api/</c>, as Ham4db is asked.</summary>
    public required string Request { get; init; }

    /// <summary>The path that ham4db (Go) is asked for.</summary>
    public required string GoPath { get; init; }

    public required TypedReply Reply { get; init; }

    /// <summary>Makes the call and checks its result.</summary>
    public required Func<IHam4dbClient, Task> Run { get; init; }

    /// <summary>Makes the call and checks its result when the server sent none; throws what the call throws.</summary>
    public required Func<IHam4dbClient, Task> RunWithoutPayload { get; init; }

    /// <summary>Whether a success without a payload is no answer.</summary>
    public required bool NeedsPayload { get; init; }

    public string Path => Request[(Request.IndexOf(' ', StringComparison.Ordinal) + 1)..];

    /// <param name="request">As <see cref="Request"/>.</param>
    /// <param name="reply">What is answered.</param>
    /// <param name="call">The call.</param>
    /// <param name="result">Checks its result.</param>
    /// <param name="go">The path on ham4db (Go); null when it is the same.</param>
    /// <param name="empty">Checks the result when no payload came; null when a list is empty then, and anything else is refused.</param>
    /// <param name="code">Left to the compiler.</param>
    public static TypedCall Of<T>(
        string request,
        TypedReply reply,
        Func<IHam4dbClient, Task<T>> call,
        Action<T> result,
        string? go = null,
        Action<T>? empty = null,
        [CallerArgumentExpression(nameof(call))] string code = "")
    {
        empty ??= IsCollection(typeof(T)) ? value => ((IEnumerable)value!).Cast<object>().ShouldBeEmpty() : null;
        return Create(request, go, reply, code) with
        {
            Run = async client => result(await call(client)),
            RunWithoutPayload = async client =>
            {
                var value = await call(client);
                empty?.Invoke(value);
            },
            NeedsPayload = empty is null,
        };
    }

    /// <summary>A change of which only success matters.</summary>
    public static TypedCall Of(
        string request,
        TypedReply reply,
        Func<IHam4dbClient, Task> call,
        string? go = null,
        [CallerArgumentExpression(nameof(call))] string code = "")
        => Create(request, go, reply, code) with { Run = call, RunWithoutPayload = call, NeedsPayload = false };

    public override string ToString() => $"{Request} | {Code}";

    private static TypedCall Create(string request, string? go, TypedReply reply, string code) => new()
    {
        Method = MethodOf().Match(code).Groups[1].Value,
        Code = code,
        Request = request,
        GoPath = go ?? request[(request.IndexOf(' ', StringComparison.Ordinal) + 1)..],
        Reply = reply,
        Run = _ => Task.CompletedTask,
        RunWithoutPayload = _ => Task.CompletedTask,
        NeedsPayload = false,
    };

    private static bool IsCollection(Type type)
        => type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) || type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>));

    [GeneratedRegex(@"=>\s*\w+\.(\w+\.\w+)\(")]
    private static partial Regex MethodOf();
}
