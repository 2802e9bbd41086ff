using Ham4db.Simulator;
using Ham4db.Simulator.Sql;

namespace Ham4db.Server.Tests.Simulator;

public sealed class SimulatedSelectTests : IAsyncLifetime
{
    private readonly SimulatedFleet _fleet = SimulatedFleet.Tree(2);

    private SimulatedInstance Master => _fleet.Instances[0];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _fleet.DisposeAsync();

    [Theory]
    [InlineData("SELECT 1", "1")]
    [InlineData("select 'ci'", "ci")]
    [InlineData("select 'it''s', 2", "it's")]
    [InlineData("SELECT version()", "10.11.19-MariaDB-log")]
    [InlineData("SELECT @@global.read_only", "0")]
    [InlineData("SELECT @@`read_only`", "0")]
    [InlineData("SELECT @@global.binlog_format = 'row'", "1")]
    [InlineData("SELECT ifnull(NULL, 'x')", "x")]
    [InlineData("SELECT coalesce(NULL, NULL, 7)", "7")]
    [InlineData("SELECT if(@@log_bin, 'on', 'off')", "on")]
    [InlineData("SELECT 1 + 2 * 3 - (4 - 1)", "4")]
    [InlineData("SELECT NOT 1 OR 2 IN (1, 2) AND 'abc' LIKE 'a%'", "1")]
    [InlineData("SELECT NULL IS NULL AND 1 IS NOT NULL", "1")]
    [InlineData("SELECT 'a_c' LIKE 'a\\_c' AND NOT 'abc' LIKE 'a\\_c'", "1")]
    [InlineData("SELECT substring_index('127.0.0.1:3306', ':', 1)", "127.0.0.1")]
    [InlineData("/* why */ SELECT -- one\n 5 # two\n", "5")]
    public async Task Scalar_Expression_HasTheServersValue(string sql, string expected)
    {
        var value = await Master.ScalarAsync(sql);

        Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture).ShouldBe(expected);
    }

    [Fact]
    public async Task Select_ColumnsInAnyOrder_HaveTheirNamesAndTypes()
    {
        var row = await Master.RowAsync("SELECT @@global.server_id AS id, @@version, @@hostname name, now(), 'x' AS `the text`, NULL");

        row.Keys.ShouldBe(["id", "@@version", "name", "now()", "the text", "NULL"]);
        row["id"].ShouldBeOfType<long>().ShouldBe(Master.Port);
        row["now()"].ShouldBeOfType<DateTime>();
        row["NULL"].ShouldBeNull();
    }

    [Fact]
    public async Task Select_FromProcessList_FiltersAndCounts()
    {
        var dumps = await Master.RowsAsync(
            "SELECT substring_index(host, ':', 1) AS replica FROM information_schema.processlist p WHERE command IN ('Binlog Dump', 'Binlog Dump GTID') ORDER BY id DESC");
        var count = await Master.ScalarAsync("SELECT count(*) FROM information_schema.processlist WHERE command LIKE 'Binlog%'");

        dumps.Select(row => row["replica"]).ShouldBe(["127.0.0.1", "127.0.0.1"]);
        count.ShouldBe(2L);
    }

    [Theory]
    [InlineData("SELECT @@nosuch", 1193, "Unknown system variable 'nosuch'")]
    [InlineData("SELECT nosuch()", 1305, "FUNCTION nosuch does not exist")]
    [InlineData("SELECT nosuch", 1054, "Unknown column 'nosuch' in 'field list'")]
    [InlineData("SELECT * FROM ndbinfo.processes", 1146, "Table 'ndbinfo.processes' doesn't exist")]
    [InlineData("SELECT * FROM nosuch", 1046, "No database selected")]
    public async Task Select_WhatTheServerLacks_FailsWithItsError(string sql, int code, string message)
    {
        var failure = await Master.FailureAsync(sql);

        failure.Number.ShouldBe(code);
        failure.Message.ShouldBe(message);
    }

    [Theory]
    [InlineData("SELECT", "")]
    [InlineData("SELECT 1 FROM WHERE", "WHERE")]
    [InlineData("SELECT (1", "")]
    [InlineData("SELECT 1 2", "2")]
    [InlineData("SHOW THE WAY", "THE WAY")]
    [InlineData("SHOW GLOBAL STATUS FOR me", "FOR me")]
    public async Task Statement_ThatCannotBeRead_FailsNamingThePlace(string sql, string near)
    {
        var failure = await Master.FailureAsync(sql);

        failure.Number.ShouldBe(1064);
        failure.Message.ShouldContain($"near '{near}'");
    }

    [Fact]
    public async Task Answer_Scripted_WinsOverTheModel()
    {
        Master.Answer("SELECT lag FROM meta.heartbeat", Table.Of("lag", 3L));
        Master.Refuse("SHOW MASTER STATUS", 1227, "42000", "Access denied; you need (at least one of) the BINLOG MONITOR privilege(s)");

        (await Master.ScalarAsync("select  lag\nfrom meta.heartbeat;")).ShouldBe(3L);
        (await Master.FailureAsync("show master status")).Number.ShouldBe(1227);
    }

    [Fact]
    public async Task Variable_SetAndRemoved_ChangesTheAnswer()
    {
        Master.SetVariable("version_comment", "Percona Server");
        Master.RemoveVariable("report_host");

        (await Master.ScalarAsync("SELECT @@global.version_comment")).ShouldBe("Percona Server");
        (await Master.FailureAsync("SELECT @@report_host")).Number.ShouldBe(1193);
        (await Master.RowsAsync("SHOW VARIABLES LIKE 'report_host'")).ShouldBeEmpty();
    }

    [Fact]
    public async Task ShowVariables_WithFilter_WritesTruthsAsOnAndOff()
    {
        var byLike = await Master.RowsAsync("SHOW GLOBAL VARIABLES LIKE 'rpl_semi_sync_%_enabled'");
        var byWhere = await Master.RowsAsync("SHOW VARIABLES WHERE Variable_name IN ('log_bin', 'read_only')");

        byLike.Select(row => row["Value"]).ShouldBe(["OFF", "OFF"]);
        byWhere.Select(row => $"{row["Variable_name"]}={row["Value"]}").ShouldBe(["log_bin=ON", "read_only=OFF"]);
    }

    [Fact]
    public async Task ShowStatus_WithoutTheSemiSyncPlugin_HasNoneOfIt()
    {
        Master.RemoveVariable("rpl_semi_sync_master_enabled");
        Master.RemoveVariable("rpl_semi_sync_slave_enabled");

        (await Master.RowsAsync("SHOW GLOBAL STATUS LIKE 'rpl_semi_sync_%'")).ShouldBeEmpty();
    }
}
