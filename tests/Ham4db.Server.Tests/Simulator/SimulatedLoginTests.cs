using Ham4db.Simulator;
using MySqlConnector;

namespace Ham4db.Server.Tests.Simulator;

public class SimulatedLoginTests
{
    [Theory]
    [InlineData(SimulatedDialect.MariaDb1011, "10.11.19-MariaDB-log")]
    [InlineData(SimulatedDialect.MySql57, "5.7.44-log")]
    [InlineData(SimulatedDialect.MySql80, "8.0.43")]
    [InlineData(SimulatedDialect.MySql84, "8.4.6")]
    public async Task Open_RightPassword_GreetsWithTheDialectsVersion(SimulatedDialect dialect, string version)
    {
        await using var fleet = SimulatedFleet.Tree(0, dialect);

        await using var connection = await fleet.Instances[0].OpenAsync();

        connection.ServerVersion.ShouldEndWith(version);
        (await fleet.Instances[0].ScalarAsync("SELECT @@version")).ShouldBe(version);
    }

    [Theory]
    [InlineData("ham4db", "wrong", "YES")]
    [InlineData("ham4db", "", "NO")]
    [InlineData("stranger", "secret", "YES")]
    public async Task Open_WrongUserOrPassword_IsRefusedLikeOnARealServer(string user, string password, string usingPassword)
    {
        await using var fleet = SimulatedFleet.Tree(0);
        var settings = fleet.Instances[0].Settings();
        (settings.UserID, settings.Password) = (user, password);
        await using var connection = new MySqlConnection(settings.ConnectionString);

        var failure = await Should.ThrowAsync<MySqlException>(() => connection.OpenAsync());

        failure.Number.ShouldBe(1045);
        failure.Message.ShouldBe($"Access denied for user '{user}'@'127.0.0.1' (using password: {usingPassword})");
    }

    [Fact]
    public async Task Open_InstanceWithoutPassword_LetsInWithoutOne()
    {
        await using var fleet = new SimulatedFleet();
        var instance = fleet.Add(new SimulatedInstanceOptions { User = "guest", Password = string.Empty });

        (await instance.ScalarAsync("SELECT user()")).ShouldBe("guest@127.0.0.1");
    }
}
