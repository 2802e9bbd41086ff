using System.Text.RegularExpressions;

namespace Ham4db.Client.Cli.Tests.Contract;

/// <summary>
/// One command in both syntaxes, the requests it makes, separated by commas, and what it prints. Requests and replies are written as Ham4db has
/// them; the other servers' forms follow from these.
/// </summary>
internal sealed partial record ContractRow(string Script, string Own, string Request, string Reply, string Output)
{
    /// <summary>Replies with nothing in them, and what is left of the run then.</summary>
    public IReadOnlyList<(string Reply, CliResult Result)> Empty { get; init; } = [];

    public string Name => Script.Split(' ')[1];

    public bool IsApi => Name == "api";

    /// <summary>Requests as a server gets them that takes changes by GET.</summary>
    public string RequestByGet => Request.Replace("POST ", "GET ", StringComparison.Ordinal);

    /// <summary>A list: empty, or <c>null</c> as the Go servers send it, it prints nothing.</summary>
    public ContractRow OrNothing() => this with { Empty = [(Wrap("[]"), Printed(string.Empty)), (Wrap("null"), Printed(string.Empty))] };

    /// <summary>A value that must be there: without it the command fails, whatever the server calls it.</summary>
    public ContractRow OrFailure(string? route = null) => this with
    {
        Empty =
        [
            (Wrap("null"), new CliResult(
                1, string.Empty, $"ham4db-client: {route ?? Name}: the server reported success, but sent no result where there must be one.\n")),
        ],
    };

    /// <summary>Another payload, and what it prints.</summary>
    public ContractRow Or(string payload, string output) => this with { Empty = [.. Empty, (Wrap(payload), Printed(output))] };

    public static string[] Split(string line) => [.. Words().Matches(line).Select(word => word.Value.Trim('"'))];

    public override string ToString() => Script;

    private static CliResult Printed(string output) => new(0, output, string.Empty);

    private string Wrap(string payload) => Reply.StartsWith("{\"Code\"", StringComparison.Ordinal) ? Samples.Ok(payload) : payload;

    [GeneratedRegex("\"[^\"]*\"|\\S+")]
    private static partial Regex Words();
}
