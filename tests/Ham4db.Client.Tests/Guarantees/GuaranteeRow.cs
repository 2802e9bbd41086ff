using System.Text.RegularExpressions;
using Ham4db.Client.Resilience;
using Ham4db.Testing;

namespace Ham4db.Client.Tests.Guarantees;

/// <summary>A row of the table in <c>docs/client-guarantees.md</c>, as it is written there.</summary>
internal sealed partial record GuaranteeRow(string What, string Outcome, IReadOnlyList<string> Cells)
{
    /// <summary>Who makes the call: the table's columns, and to which server.</summary>
    public static readonly IReadOnlyList<Caller> Callers =
    [
        new("read of Ham4db", 0, IsHam4db: true), new("read of a Go server", 0, IsHam4db: false), new("change with a key", 1, IsHam4db: true),
        new("change of a Go server", 2, IsHam4db: false), new("raw change of Ham4db", 2, IsHam4db: true),
    ];

    public static IReadOnlyList<GuaranteeRow> ReadAll()
    {
        var text = File.ReadAllText(Path.Combine(RepositoryRoot.Find(), "docs", "client-guarantees.md"));
        var table = text[text.IndexOf("## The table", StringComparison.Ordinal)..];
        return
        [
            .. table.Split('\n').SkipWhile(line => !line.StartsWith("| ---", StringComparison.Ordinal)).Skip(1).TakeWhile(line => line.StartsWith('|'))
                .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries))
                .Select(cells => new GuaranteeRow(cells[0], cells[1], cells[2..])),
        ];
    }

    /// <summary>What comes of the row for a caller; null where the table says that it cannot be.</summary>
    public Promise? For(Caller caller)
    {
        var cell = Cells[caller.Column];
        if (cell == "-")
        {
            return null;
        }

        var thrown = ExceptionName().Match(cell) is { Success: true } match ? match.Value : null;
        return new Promise(OutcomeFor(caller), cell.Contains("repeats", StringComparison.Ordinal), thrown, cell.Contains("fourth", StringComparison.Ordinal) ? 4 : 1);
    }

    private RequestOutcome? OutcomeFor(Caller caller)
    {
        var words = Outcomes().Matches(Outcome).Select(match => Enum.Parse<RequestOutcome>(match.Groups[1].Value)).ToList();
        var isSecond = (Outcome.Contains("to a POST", StringComparison.Ordinal) && caller.Column == 1)
            || (Outcome.Contains("to a change", StringComparison.Ordinal) && caller.Column > 0);
        return words.Count == 0 ? null : words[isSecond ? 1 : 0];
    }

    [GeneratedRegex(@"\w+Exception")]
    private static partial Regex ExceptionName();

    [GeneratedRegex("`(\\w+)`")]
    private static partial Regex Outcomes();

    /// <param name="Name">For the test's name.</param>
    /// <param name="Column">0 for a read, 1 for a change with a key, 2 for one without.</param>
    /// <param name="IsHam4db">Whether the server is Ham4db; else orchestrator.</param>
    internal sealed record Caller(string Name, int Column, bool IsHam4db)
    {
        public bool IsRaw => Column == 2 && IsHam4db;

        /// <summary>The route that is called.</summary>
        public string Route => Column == 0 ? "clusters" : IsRaw ? "some-change" : "forget-cluster/c";

        public Task CallAsync(IHam4dbClient client, CancellationToken cancellationToken = default) => Column == 0
            ? client.Clusters.ListNamesAsync(cancellationToken)
            : IsRaw ? client.SendAsync(Route, cancellationToken) : client.Clusters.ForgetAsync("c", cancellationToken);
    }

    /// <param name="Outcome">How the first try ends; null where the table does not say.</param>
    /// <param name="Repeats">Whether another try is made.</param>
    /// <param name="Thrown">The exception; null for none.</param>
    /// <param name="Tries">How many tries are made until it is thrown.</param>
    internal sealed record Promise(RequestOutcome? Outcome, bool Repeats, string? Thrown, int Tries);
}
