namespace Ham4db.Server.Configuration;

/// <summary>A backend database in a SQLite file.</summary>
public sealed record SqliteBackendOptions : BackendOptions
{
    /// <summary>Path of the file (<c>SQLite3DataFile</c>).</summary>
    /// <value>The default is <c>./ham4db.sqlite3</c>.</value>
    public string File { get; init; } = "./ham4db.sqlite3";
}
