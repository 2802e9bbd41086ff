using Ham4db.Client.Contract;
using Ham4db.Server.Discovery.Probing;
using Ham4db.Server.Managed;

namespace Ham4db.Server.Tests.Discovery.Probing;

public sealed class ReplicaStatusReaderTests
{
    private static readonly Instance Bare = new() { Key = new InstanceKey("replica", 3306) };

    public static TheoryData<string, bool, bool> ColumnSets => new()
    {
        { "MariaDB 10.11", false, true },
        { "MySQL 5.7", false, false },
        { "MySQL 8.0", false, false },
        { "MySQL 8.4", true, false },
    };

    [Theory]
    [MemberData(nameof(ColumnSets))]
    public void Apply_RunningReplica_AllColumnsAreRead(string server, bool hasNewNames, bool isMariaDb)
    {
        var status = Status(hasNewNames, isMariaDb);

        var read = ReplicaStatusReader.Apply(Bare, status);

        read.ShouldSatisfyAllConditions(
            server,
            () => read.MasterKey.ShouldBe(new InstanceKey("db1", 3307)),
            () => read.HasReplicationCredentials.ShouldBeTrue(),
            () => read.IoThread.ShouldBe(ReplicationThreadState.Running),
            () => read.SqlThread.ShouldBe(ReplicationThreadState.Stopped),
            () => read.ReadBinlogCoordinates.ShouldBe(new BinlogCoordinates("bin.000007", 700, BinlogType.Binary)),
            () => read.ExecBinlogCoordinates.ShouldBe(new BinlogCoordinates("bin.000006", 600, BinlogType.Binary)),
            () => read.RelaylogCoordinates.ShouldBe(new BinlogCoordinates("relay.000003", 300, BinlogType.Relay)),
            () => read.LastIoError.ShouldBeEmpty(),
            () => read.LastSqlError.ShouldBe("Error 'x' on query"),
            () => read.SqlDelaySeconds.ShouldBe(60),
            () => read.SecondsBehindMaster.ShouldBe(5),
            () => read.ReplicationLagSeconds.ShouldBe(5),
            () => read.AllowTls.ShouldBeTrue(),
            () => read.HasReplicationFilters.ShouldBeTrue(),
            () => read.UsingMariaDbGtid.ShouldBe(isMariaDb),
            () => read.UsingOracleGtid.ShouldBe(!isMariaDb),
            () => read.MasterUuid.ShouldBe(isMariaDb ? "No" : "3e11fa47-71ca-11e1-9e33-c80aa9429562"));
    }

    [Fact]
    public void Apply_NoRow_IsNoReplica()
    {
        var read = ReplicaStatusReader.Apply(Bare, ResultTable.Empty);

        read.IoThread.ShouldBe(ReplicationThreadState.NoThread);
        read.SqlThread.ShouldBe(ReplicationThreadState.NoThread);
        read.MasterKey.ShouldBe(InstanceKey.None);
    }

    [Fact]
    public void Apply_SeveralChannels_LastCounts()
    {
        string[] columns = ["Master_Host", "Master_Port"];

        var read = ReplicaStatusReader.Apply(Bare, Rows.Of(columns, ["one", "3306"], ["two", "3307"]));

        read.MasterKey.ShouldBe(new InstanceKey("two", 3307));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("0", 0L)]
    [InlineData("-1", 0L)]
    [InlineData("18446744073709551615", null)]
    public void Apply_SecondsBehind_NeverNegative(string? cell, long? expected)
    {
        var read = ReplicaStatusReader.Apply(Bare, Rows.One(("Master_Host", "db1"), ("Seconds_Behind_Master", cell)));

        read.SecondsBehindMaster.ShouldBe(expected);
        read.ReplicationLagSeconds.ShouldBe(expected);
    }

    [Theory]
    [InlineData("Yes", ReplicationThreadState.Running)]
    [InlineData("No", ReplicationThreadState.Stopped)]
    [InlineData("Connecting", ReplicationThreadState.Other)]
    [InlineData("Preparing", ReplicationThreadState.Other)]
    public void Apply_ThreadState_IsRead(string cell, ReplicationThreadState expected)
        => ReplicaStatusReader.Apply(Bare, Rows.One(("Master_Host", "db1"), ("Slave_IO_Running", cell))).IoThread.ShouldBe(expected);

    [Theory]
    [InlineData("No", false)]
    [InlineData("", false)]
    [InlineData("Slave_Pos", true)]
    [InlineData("Current_Pos", true)]
    public void Apply_UsingGtid_IsRead(string cell, bool expected)
        => ReplicaStatusReader.Apply(Bare, Rows.One(("Master_Host", "db1"), ("Using_Gtid", cell))).UsingMariaDbGtid.ShouldBe(expected);

    [Fact]
    public void Apply_DetachedMaster_KeepsTheMark()
        => ReplicaStatusReader.Apply(Bare, Rows.One(("Master_Host", "//db1"), ("Master_Port", "3306"))).MasterKey.IsDetached.ShouldBeTrue();

    private static ResultTable Status(bool hasNewNames, bool isMariaDb)
    {
        var (master, replica) = hasNewNames ? ("Source", "Replica") : ("Master", "Slave");
        return Rows.One(
        [
            ($"{replica}_IO_State", "Waiting for events"),
            ($"{master}_Host", "db1"),
            ($"{master}_User", "repl"),
            ($"{master}_Port", "3307"),
            ($"{master}_Log_File", "bin.000007"),
            ($"Read_{master}_Log_Pos", "700"),
            ("Relay_Log_File", "relay.000003"),
            ("Relay_Log_Pos", "300"),
            ($"Relay_{master}_Log_File", "bin.000006"),
            ($"{replica}_IO_Running", "Yes"),
            ($"{replica}_SQL_Running", "No"),
            ("Replicate_Do_DB", string.Empty),
            ("Replicate_Wild_Ignore_Table", "test.%"),
            ($"Exec_{master}_Log_Pos", "600"),
            ($"{master}_SSL_Allowed", "Yes"),
            ($"Seconds_Behind_{master}", "5"),
            ("Last_IO_Error", string.Empty),
            ("Last_SQL_Error", "Error 'x' on query"),
            ("SQL_Delay", "60"),
            .. isMariaDb
                ? new (string, string?)[] { ("Using_Gtid", "Slave_Pos"), ("Gtid_IO_Pos", "0-1-5") }
                : [($"{master}_UUID", "3e11fa47-71ca-11e1-9e33-c80aa9429562"), ("Auto_Position", "1")],
        ]);
    }
}
