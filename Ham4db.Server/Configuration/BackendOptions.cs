namespace Ham4db.Server.Configuration;

/// <summary>The backend database (keys <c>BackendDB</c>, <c>SQLite3DataFile</c>).</summary>
public sealed record BackendOptions
{
    /// <summary>Path of the SQLite file (<c>SQLite3DataFile</c>).</summary>
    /// <value>The default is <c>./ham4db.sqlite3</c>.</value>
    public string SqliteFile { get; init; } = "./ham4db.sqlite3";
}
