namespace Ham4db.Server.Topology;

/// <summary>The make of a database server.</summary>
internal enum ServerFlavor
{
    /// <summary>No version was read yet.</summary>
    Unknown,

    /// <summary>Oracle's MySQL, and what cannot be told from it.</summary>
    MySql,

    /// <summary>MariaDB Server.</summary>
    MariaDb,

    /// <summary>Percona Server for MySQL.</summary>
    Percona,

    /// <summary>MaxScale as a binlog server: it serves replicas and holds no data of its own.</summary>
    MaxScale,
}
