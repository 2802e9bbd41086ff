using Ham4db.Client.Tests.Stubs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Ham4db.Client.Tests;

public class LeaderHealthCheckTests
{
    [Fact]
    public async Task Leader_IsThere_Healthy()
    {
        await using var leader = new StubNode(Nodes.Ham4dbLeader(3));
        await using var client = Ham4dbClient.Create(leader.Address);

        var health = await CheckAsync(client);

        health.Status.ShouldBe(HealthStatus.Healthy);
        health.Description.ShouldBe($"{leader.Endpoint} leads in term 3");
        health.Data[leader.Endpoint.ToString()].ShouldBe("Leader leads");
    }

    [Fact]
    public async Task Leader_MovedUnseen_HealthyWithTheNext()
    {
        await using var a = new StubNode(Nodes.Ham4dbLeader(3));
        await using var b = new StubNode(Nodes.Ham4dbFollower(3));
        await using var client = Ham4dbClient.Create(a.Address, b.Address);
        await client.GetLeaderAsync();

        a.Become(Nodes.Ham4dbFollower(4));
        b.Become(Nodes.Ham4dbLeader(4));

        (await CheckAsync(client)).Description.ShouldBe($"{b.Endpoint} leads in term 4");
    }

    [Fact]
    public async Task Leader_NoneWithinTheLimit_FailureStatusAndWhatTheNodesSaid()
    {
        await using var a = new StubNode(Nodes.Ham4dbFollower(3));
        await using var client = Ham4dbClient.Create(a.Address);

        var health = await CheckAsync(client, TimeSpan.FromMilliseconds(300), HealthStatus.Degraded);

        health.Status.ShouldBe(HealthStatus.Degraded);
        health.Exception.ShouldBeOfType<NoLeaderException>();
        health.Data[a.Endpoint.ToString()].ShouldBe("Follower not leader");
    }

    [Fact]
    public async Task Registered_InAContainer_IsRunByItsService()
    {
        await using var leader = new StubNode(Nodes.Ham4dbLeader(3));
        await using var services = new ServiceCollection().Apply(s => s
            .AddLogging()
            .AddHealthChecks().AddCheck<Ham4dbLeaderHealthCheck>("ham4db").Services
            .AddHam4dbClient(options => options.Endpoints.Add(leader.Address))).BuildServiceProvider();

        var report = await services.GetRequiredService<HealthCheckService>().CheckHealthAsync();

        report.Entries["ham4db"].Status.ShouldBe(HealthStatus.Healthy);
    }

    private static Task<HealthCheckResult> CheckAsync(IHam4dbClient client, TimeSpan? timeout = null, HealthStatus failure = HealthStatus.Unhealthy)
    {
        var check = new Ham4dbLeaderHealthCheck(client);
        return check.CheckHealthAsync(new HealthCheckContext { Registration = new HealthCheckRegistration("ham4db", check, failure, null, timeout) });
    }
}
