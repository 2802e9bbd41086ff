namespace Ham4db.Client.Cli.Commands;

/// <summary>The groups of help, in its order.</summary>
internal enum CommandGroup
{
    /// <summary>The program itself and the API.</summary>
    General,

    /// <summary>Drawings of clusters.</summary>
    Topology,

    /// <summary>Clusters and their masters.</summary>
    Clusters,

    /// <summary>Instances.</summary>
    Instances,

    /// <summary>Tags on instances.</summary>
    Tags,

    /// <summary>Pools of instances, and the stores where masters are published.</summary>
    Pools,

    /// <summary>Downtime, maintenance and promotion.</summary>
    Downtime,

    /// <summary>Who replicates from whom.</summary>
    Relocation,

    /// <summary>Replication of one instance.</summary>
    Replication,

    /// <summary>GTID, pseudo-GTID and binary logs.</summary>
    Gtid,

    /// <summary>What is wrong, recovering from it, moving masters, acknowledging.</summary>
    Recovery,

    /// <summary>What was done, recovered and detected.</summary>
    Audit,

    /// <summary>The nodes of the service.</summary>
    Raft,
}
