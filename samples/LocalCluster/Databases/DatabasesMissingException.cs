namespace Ham4db.Samples.LocalCluster.Databases;

/// <summary>The databases that were demanded cannot run here.</summary>
internal sealed class DatabasesMissingException(string message) : Exception(message);
