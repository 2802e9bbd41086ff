namespace Ham4db.Client.Cli.Waiting;

/// <summary>What one look found of what is waited for.</summary>
/// <param name="Reached">What has been reached, for a person.</param>
/// <param name="Missing">What is missing still, one thing each; empty when all is there.</param>
internal sealed record Look(string Reached, IReadOnlyList<string> Missing);
