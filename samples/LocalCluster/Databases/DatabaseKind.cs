namespace Ham4db.Samples.LocalCluster.Databases;

/// <summary>Which databases the cluster watches.</summary>
internal enum DatabaseKind
{
    /// <summary>Real MariaDB where it is installed, else the embedded fleet.</summary>
    WhatIsHere,

    /// <summary>Real MariaDB, or nothing.</summary>
    MariaDb,

    /// <summary>The embedded fleet.</summary>
    Fleet,
}
