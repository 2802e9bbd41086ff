using Ham4db.Server.Managed;

namespace Ham4db.Server.Tests.Managed;

public sealed class SqlDialectsTests
{
    [Theory]
    [InlineData("10.11.19-MariaDB-0+deb12u1-log", "Debian 12", "SHOW SLAVE STATUS", "log_slave_updates", false, false)]
    [InlineData("11.8.2-MariaDB", "", "SHOW SLAVE STATUS", "log_slave_updates", false, false)]
    [InlineData("5.5.62-log", "MySQL Community Server (GPL)", "SHOW SLAVE STATUS", "log_slave_updates", false, false)]
    [InlineData("5.7.44-log", "MySQL Community Server (GPL)", "SHOW SLAVE STATUS", "log_slave_updates", true, false)]
    [InlineData("8.0.36", "MySQL Community Server - GPL", "SHOW SLAVE STATUS", "log_slave_updates", true, true)]
    [InlineData("8.0.36-28", "Percona Server (GPL), Release 28", "SHOW SLAVE STATUS", "log_slave_updates", true, true)]
    [InlineData("8.4.0", "MySQL Community Server - GPL", "SHOW REPLICA STATUS", "log_replica_updates", true, true)]
    [InlineData("8.4.2-2", "Percona Server (GPL), Release 2", "SHOW REPLICA STATUS", "log_replica_updates", true, true)]
    [InlineData("9.1.0", "MySQL Community Server - GPL", "SHOW REPLICA STATUS", "log_replica_updates", true, true)]
    [InlineData("10.0.1", "MySQL Community Server - GPL", "SHOW REPLICA STATUS", "log_replica_updates", true, true)]
    public void Of_Version_SpeaksItsWords(
        string version, string comment, string replicaStatus, string logUpdates, bool hasOracleGtid, bool hasGroups)
    {
        var dialect = SqlDialects.Of(version, comment);

        dialect.ReplicaStatus.ShouldBe(replicaStatus);
        dialect.LogReplicaUpdatesVariable.ShouldBe(logUpdates);
        dialect.HasOracleGtid.ShouldBe(hasOracleGtid);
        dialect.HasGroups.ShouldBe(hasGroups);
    }
}
