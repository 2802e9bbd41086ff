using Ham4db.Simulator;

namespace Ham4db.Server.Tests.Simulator;

public class SimulatedDialectTests
{
    private const SimulatedDialect MariaDb = SimulatedDialect.MariaDb1011;
    private const SimulatedDialect Five = SimulatedDialect.MySql57;
    private const SimulatedDialect Eight = SimulatedDialect.MySql80;
    private const SimulatedDialect EightFour = SimulatedDialect.MySql84;

    [Theory]
    [InlineData("SHOW SLAVE STATUS", "Master_Host", MariaDb, Five, Eight)]
    [InlineData("SHOW MASTER STATUS", "Position", MariaDb, Five, Eight)]
    [InlineData("SHOW SLAVE HOSTS", "Master_id", MariaDb, Five, Eight)]
    [InlineData("SHOW REPLICAS", "Source_id", Eight, EightFour)]
    [InlineData("SHOW BINARY LOG STATUS", "Position", EightFour)]
    [InlineData("SHOW REPLICA HOSTS", "Master_id", MariaDb)]
    [InlineData("SELECT * FROM performance_schema.processlist", "COMMAND", Eight, EightFour)]
    public async Task Statement_InEachDialect_WorksExactlyWhereTheServerHasIt(string sql, string column, params SimulatedDialect[] where)
    {
        foreach (var dialect in Enum.GetValues<SimulatedDialect>())
        {
            await using var fleet = SimulatedFleet.Tree(1, dialect);
            var asked = sql.Contains("SLAVE STATUS", StringComparison.Ordinal) ? fleet.Instances[1] : fleet.Instances[0];

            if (where.Contains(dialect))
            {
                (await asked.RowsAsync(sql))[0].ShouldContainKey(column, $"{dialect}: {sql}");
            }
            else
            {
                (await asked.FailureAsync(sql)).Number.ShouldBeOneOf(1064, 1146);
            }
        }
    }

    [Theory]
    [InlineData(MariaDb, "Master_Host", "Slave_IO_Running", "Seconds_Behind_Master", "Using_Gtid")]
    [InlineData(Eight, "Source_Host", "Replica_IO_Running", "Seconds_Behind_Source", "Auto_Position")]
    [InlineData(EightFour, "Source_Host", "Replica_IO_Running", "Seconds_Behind_Source", "Source_UUID")]
    public async Task ShowReplicaStatus_ColumnNames_AreThoseOfTheDialect(SimulatedDialect dialect, params string[] columns)
    {
        await using var fleet = SimulatedFleet.Tree(1, dialect);

        var row = await fleet.Instances[1].RowAsync("SHOW REPLICA STATUS");

        columns.ShouldBeSubsetOf(row.Keys);
    }

    /// <summary>The columns as MariaDB 10.11 sends them.</summary>
    [Fact]
    public async Task ShowSlaveStatus_OfMariaDb_HasEveryColumnInOrder()
    {
        await using var fleet = SimulatedFleet.Tree(1);

        var row = await fleet.Instances[1].RowAsync("SHOW SLAVE STATUS");

        row.Keys.ShouldBe(
        [
            "Slave_IO_State", "Master_Host", "Master_User", "Master_Port", "Connect_Retry", "Master_Log_File", "Read_Master_Log_Pos",
            "Relay_Log_File", "Relay_Log_Pos", "Relay_Master_Log_File", "Slave_IO_Running", "Slave_SQL_Running", "Replicate_Do_DB",
            "Replicate_Ignore_DB", "Replicate_Do_Table", "Replicate_Ignore_Table", "Replicate_Wild_Do_Table", "Replicate_Wild_Ignore_Table",
            "Last_Errno", "Last_Error", "Skip_Counter", "Exec_Master_Log_Pos", "Relay_Log_Space", "Until_Condition", "Until_Log_File",
            "Until_Log_Pos", "Master_SSL_Allowed", "Master_SSL_CA_File", "Master_SSL_CA_Path", "Master_SSL_Cert", "Master_SSL_Cipher",
            "Master_SSL_Key", "Seconds_Behind_Master", "Master_SSL_Verify_Server_Cert", "Last_IO_Errno", "Last_IO_Error", "Last_SQL_Errno",
            "Last_SQL_Error", "Replicate_Ignore_Server_Ids", "Master_Server_Id", "Master_SSL_Crl", "Master_SSL_Crlpath", "Using_Gtid",
            "Gtid_IO_Pos", "Replicate_Do_Domain_Ids", "Replicate_Ignore_Domain_Ids", "Parallel_Mode", "SQL_Delay", "SQL_Remaining_Delay",
            "Slave_SQL_Running_State", "Slave_DDL_Groups", "Slave_Non_Transactional_Groups", "Slave_Transactional_Groups", "Replicate_Rewrite_DB",
        ]);
    }

    [Theory]
    [InlineData("gtid_mode", Five, Eight, EightFour)]
    [InlineData("server_uuid", Five, Eight, EightFour)]
    [InlineData("gtid_slave_pos", MariaDb)]
    [InlineData("master_info_repository", Five, Eight)]
    [InlineData("log_replica_updates", Eight, EightFour)]
    [InlineData("rpl_semi_sync_master_enabled", MariaDb, Five, Eight)]
    [InlineData("rpl_semi_sync_source_enabled", EightFour)]
    [InlineData("rpl_semi_sync_master_wait_for_slave_count", Five, Eight)]
    [InlineData("log_slave_updates", MariaDb, Five, Eight, EightFour)]
    [InlineData("group_replication_group_name")]
    public async Task Variable_InEachDialect_ExistsExactlyWhereTheServerHasIt(string name, params SimulatedDialect[] where)
    {
        foreach (var dialect in Enum.GetValues<SimulatedDialect>())
        {
            await using var fleet = SimulatedFleet.Tree(0, dialect);

            if (where.Contains(dialect))
            {
                (await fleet.Instances[0].ScalarAsync($"SELECT @@global.{name}")).ShouldNotBeNull();
            }
            else
            {
                (await fleet.Instances[0].FailureAsync($"SELECT @@global.{name}")).Number.ShouldBe(1193);
            }
        }
    }

    [Fact]
    public async Task GroupMembers_InAGroup_NamePrimaryAndMembers()
    {
        await using var fleet = new SimulatedFleet();
        var group = new SimulatedGroup();
        var members = Enumerable.Range(0, 3).Select(_ => fleet.Add(new SimulatedInstanceOptions { Dialect = EightFour })).ToList();
        members.ForEach(member => member.Join(group));
        members[0].Stop();

        var rows = await members[1].RowsAsync(
            "SELECT MEMBER_PORT, MEMBER_ROLE, MEMBER_STATE, @@group_replication_group_name AS name FROM performance_schema.replication_group_members ORDER BY MEMBER_ROLE");

        rows.Select(row => row["name"]).ShouldAllBe(name => (string)name! == group.Name);
        rows[0].ShouldContainKeyAndValue("MEMBER_PORT", (long)members[1].Port);
        rows.Select(row => row["MEMBER_STATE"]).ShouldBe(["ONLINE", "UNREACHABLE", "ONLINE"], ignoreOrder: true);
    }

    [Theory]
    [InlineData(MariaDb, 1146)]
    [InlineData(Five, 1054)]
    [InlineData(Eight, 1193)]
    public async Task GroupMembers_OutsideAGroup_FailAsOnTheRealServer(SimulatedDialect dialect, int code)
    {
        await using var fleet = SimulatedFleet.Tree(0, dialect);

        var failure = await fleet.Instances[0].FailureAsync(
            "SELECT MEMBER_ROLE, @@global.group_replication_group_name FROM performance_schema.replication_group_members");

        failure.Number.ShouldBe(code);
    }
}
