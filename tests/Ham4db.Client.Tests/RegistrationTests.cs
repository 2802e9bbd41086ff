using System.Collections.Concurrent;
using Ham4db.Client.Tests.Stubs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Ham4db.Client.Tests;

public class RegistrationTests
{
    [Fact]
    public async Task AddHam4dbClient_Configured_IsOneWorkingClient()
    {
        await using var leader = new StubNode(Nodes.Ham4dbLeader(3));
        await using var services = new ServiceCollection().Apply(s => s.AddHam4dbClient(options => options.Endpoints.Add(leader.Address))).BuildServiceProvider();

        var client = services.GetRequiredService<IHam4dbClient>();

        (await client.Clusters.ListAsync()).ShouldBeEmpty();
        services.GetRequiredService<IHam4dbClient>().ShouldBeSameAs(client);
    }

    [Fact]
    public async Task AddHam4dbClient_TwoNames_AreTwoKeyedClients()
    {
        await using var east = new StubNode(Nodes.Ham4dbLeader(1, _ => Nodes.Ham4db(200, """["east"]""", 1)));
        await using var west = new StubNode(Nodes.Ham4dbLeader(1, _ => Nodes.Ham4db(200, """["west"]""", 1)));
        await using var services = new ServiceCollection()
            .Apply(s => s.AddHam4dbClient("east", options => options.Endpoints.Add(east.Address)))
            .Apply(s => s.AddHam4dbClient("west", options => options.Endpoints.Add(west.Address)))
            .BuildServiceProvider();

        (await services.GetRequiredKeyedService<IHam4dbClient>("east").Clusters.ListNamesAsync()).ShouldBe(["east"]);
        (await services.GetRequiredKeyedService<IHam4dbClient>("west").Clusters.ListNamesAsync()).ShouldBe(["west"]);
        services.GetService<IHam4dbClient>().ShouldBeNull();
    }

    [Fact]
    public void AddHam4dbClient_Section_IsBound()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Ham4db:Endpoints:0"] = "http://a:3000",
            ["Ham4db:Endpoints:1"] = "http://b:3000/api",
            ["Ham4db:Deadline"] = "00:00:07",
            ["Ham4db:User"] = "alice",
            ["Ham4db:Dialect"] = "Orchestrator",
        }).Build();
        using var services = new ServiceCollection().Apply(s => s.AddHam4dbClient(configuration.GetSection("Ham4db"))).BuildServiceProvider();

        var options = services.GetRequiredService<IOptions<Ham4dbClientOptions>>().Value;

        options.Endpoints.ShouldBe(["http://a:3000", "http://b:3000/api"]);
        options.Deadline.ShouldBe(TimeSpan.FromSeconds(7));
        options.User.ShouldBe("alice");
        options.Dialect.ShouldBe(ServerDialect.Orchestrator);
        services.GetRequiredService<IHam4dbClient>().Nodes.Endpoints.Count.ShouldBe(2);
    }

    [Fact]
    public void AddHam4dbClient_BadOptions_FailAtStartWithWhatToChange()
    {
        using var services = new ServiceCollection().Apply(s => s.AddHam4dbClient(options => options.Endpoints.Add("db-1:3000"))).BuildServiceProvider();

        var thrown = Should.Throw<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate());

        thrown.Message.ShouldContain("write http://db-1:3000");
    }

    [Fact]
    public async Task Transport_UserAddsAHandler_SeesProbesAndTries()
    {
        var seen = new ConcurrentQueue<string>();
        await using var leader = new StubNode(Nodes.Ham4dbLeader(3));
        await using var services = new ServiceCollection().Apply(s => s
            .AddHam4dbClient(options => options.Endpoints.Add(leader.Address))
            .Transport.AddHttpMessageHandler(() => new Recorder(seen))).BuildServiceProvider();

        await services.GetRequiredService<IHam4dbClient>().Clusters.ListAsync();

        seen.Distinct().Except(["/api/leader-watch"]).ShouldBe(["/api/leader-check", "/api/clusters-info"]);
    }

    private sealed class Recorder(ConcurrentQueue<string> seen) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            seen.Enqueue(request.RequestUri!.AbsolutePath);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
