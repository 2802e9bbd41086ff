namespace Ham4db.Client.Cli.Commands;

/// <summary>A cluster and the alias it was given.</summary>
internal sealed record ClusterAlias(string ClusterName, string Alias);
