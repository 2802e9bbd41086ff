namespace Ham4db.Client.Cli.Completion;

/// <summary>One thing that may stand where the cursor is.</summary>
/// <param name="Value">The whole word.</param>
/// <param name="Summary">What it is, in one line; null when the word says it.</param>
internal sealed record Candidate(string Value, string? Summary = null);
