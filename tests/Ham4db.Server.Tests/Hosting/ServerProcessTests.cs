using System.Text.Json.Nodes;
using Ham4db.Testing;

namespace Ham4db.Server.Tests.Hosting;

public sealed class ServerProcessTests
{
    [Fact]
    public async Task Signals_HangUpAndTerminate_ReloadAndEndInGoodOrder()
    {
        await using var server = new ServerProcess();
        await server.StartAsync();
        var file = server.Directory.Combine("ham4db.conf.json");

        await File.WriteAllTextAsync(file, "{ broken");
        server.Process.HangUp();
        await Eventually.BecomesTrueAsync("the broken file is refused", () => server.Output.Any(line => line.Contains("the one in force stays")));
        var before = await server.GetAsync("untag-all?tag=a=b");

        server.Configuration["ReadOnly"] = true;
        await File.WriteAllTextAsync(file, server.Configuration.ToJsonString());
        server.Process.HangUp();
        var after = await Eventually.SeeAsync(
            "the new configuration is in force", token => server.GetAsync("untag-all?tag=a=b", token), body => Message(body) == "Unauthorized");

        Message(before).ShouldBe("a removed from 0 instances");
        Message(after).ShouldBe("Unauthorized");
        (await server.StopAsync()).ShouldBeTrue();
        server.Process.ExitCode.ShouldBe(0);
        server.Process.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Start_PortZero_LogsTheChosenPort()
    {
        await using var server = new ServerProcess(new JsonObject { ["ListenAddress"] = "127.0.0.1:0" });

        await server.LaunchAsync();
        var line = await Eventually.SeeAsync(
            "the address", _ => Task.FromResult(server.Output.FirstOrDefault(line => line.Contains("listens on"))), line => line is not null);

        using var client = new HttpClient();
        (await client.GetStringAsync($"{line!.Split("listens on ")[1]}/api/lb-check")).ShouldBe("\"OK\"");
    }

    private static string? Message(string body) => (string?)JsonNode.Parse(body)!["Message"];
}
