namespace Ham4db.Testing;

/// <summary>What a run of <c>ham4db-client</c> left.</summary>
/// <param name="ExitCode">The exit code.</param>
/// <param name="StandardOutput">Standard output, lines separated by <c>\n</c>, without the last line end.</param>
/// <param name="StandardError">Standard error, likewise.</param>
public sealed record CliResult(int ExitCode, string StandardOutput, string StandardError);
