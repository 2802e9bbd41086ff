namespace Ham4db.Simulator;

/// <summary>Which server a simulated instance is: its version text, its variables, and which statements it understands.</summary>
public enum SimulatedDialect
{
    /// <summary>MariaDB 10.11.</summary>
    MariaDb1011,

    /// <summary>MySQL 5.7: the old statements alone.</summary>
    MySql57,

    /// <summary>MySQL 8.0: the old statements, and <c>SHOW REPLICA STATUS</c> and <c>SHOW REPLICAS</c> beside them.</summary>
    MySql80,

    /// <summary>MySQL 8.4: the new statements alone.</summary>
    MySql84,
}
