using System.Globalization;

namespace Ham4db.Benchmarks;

/// <summary>What <c>cli</c> is told.</summary>
/// <param name="Script">The shell script to measure beside the program; null for the program alone.</param>
/// <param name="Binary">The native program; null to publish one.</param>
/// <param name="Rounds">How often each is run with each list of endpoints.</param>
internal sealed record CliBenchmarkOptions(string? Script, string? Binary, int Rounds)
{
    /// <summary>Reads <c>[--script PATH] [--binary PATH] [ROUNDS]</c>; null when it is anything else, or a file that is not there.</summary>
    public static CliBenchmarkOptions? Parse(ReadOnlySpan<string> arguments) => arguments switch
    {
        [] => new CliBenchmarkOptions(null, null, 30),
        ["--script", var path, .. var rest] when File.Exists(path) && Parse(rest) is { } more => more with { Script = Path.GetFullPath(path) },
        ["--binary", var path, .. var rest] when File.Exists(path) && Parse(rest) is { } more => more with { Binary = Path.GetFullPath(path) },
        [var count] when int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var rounds) && rounds > 0
            => new CliBenchmarkOptions(null, null, rounds),
        _ => null,
    };
}
