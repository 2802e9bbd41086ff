namespace Ham4db.Server.Backend.Decided;

/// <summary>A newer server wrote the snapshot. It is whole, and must be left as it is.</summary>
internal sealed class NewerSnapshotException(string what, int found, int newest)
    : BackendException($"{what} has version {found}, and this ham4db-server reads none above {newest}: run the version that wrote it.");
