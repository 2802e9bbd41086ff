using System.Globalization;

namespace Ham4db.Benchmarks;

/// <summary>What <c>chaos</c> is told.</summary>
/// <param name="Minutes">How long faults are let loose; what was begun is finished after that.</param>
/// <param name="Seed">What decides which faults come, and how long each lasts.</param>
/// <param name="Nodes">How many nodes begin: 3 or 5.</param>
/// <param name="IsMixed">Whether the last node keeps what is decided in a MariaDB database of its own.</param>
/// <param name="Logs">The directory for what the nodes print, a file for each; null for nowhere.</param>
internal sealed record ChaosOptions(int Minutes, int Seed, int Nodes, bool IsMixed, string? Logs)
{
    /// <summary>Reads <c>[--seed N] [--nodes 3|5] [--mixed] [--logs PATH] [MINUTES]</c>; null when it is anything else.</summary>
    public static ChaosOptions? Parse(ReadOnlySpan<string> arguments) => arguments switch
    {
        [] => new ChaosOptions(5, Environment.TickCount & 0xffff, 3, IsMixed: false, Logs: null),
        ["--seed", var text, .. var rest] when TryRead(text, out var seed) && Parse(rest) is { } more => more with { Seed = seed },
        ["--nodes", "3" or "5", .. var rest] when Parse(rest) is { } more => more with { Nodes = arguments[1] == "3" ? 3 : 5 },
        ["--mixed", .. var rest] when Parse(rest) is { } more => more with { IsMixed = true },
        ["--logs", var path, .. var rest] when Parse(rest) is { } more => more with { Logs = Path.GetFullPath(path) },
        [var text] when TryRead(text, out var minutes) && minutes > 0 => Parse([])! with { Minutes = minutes },
        _ => null,
    };

    private static bool TryRead(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
