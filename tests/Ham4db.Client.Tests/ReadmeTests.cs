using System.Text.RegularExpressions;
using Ham4db.Client.Contract;
using Ham4db.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Ham4db.Client.Tests;

/// <summary>The code of the package's README, compiled here; the test holds that it is the same.</summary>
public partial class ReadmeTests
{
    [Fact]
    public void Readme_EachLineOfCode_IsCompiledHere()
    {
        var compiled = File.ReadAllLines(Path.Combine(RepositoryRoot.Find(), "tests", "Ham4db.Client.Tests", "ReadmeTests.cs"))
            .Select(line => line.Trim())
            .ToHashSet();

        var shown = CodeBlock()
            .Matches(File.ReadAllText(Path.Combine(RepositoryRoot.Find(), "Ham4db.Client", "README.md")))
            .SelectMany(block => block.Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .ToList();

        shown.Count.ShouldBeGreaterThan(10);
        shown.Where(line => line != "using Ham4db.Client;" && !compiled.Contains(line)).ShouldBeEmpty();
    }

    internal static async Task UseAsync(IServiceCollection services, IConfiguration configuration)
    {
        var stopping = CancellationToken.None;
        await using var client = Ham4dbClient.Create("http://db-1:3000", "http://db-2:3000", "http://db-3:3000");

        foreach (var cluster in await client.Clusters.ListAsync())
        {
            var master = await client.Clusters.MasterAsync(cluster.ClusterName);
            Console.WriteLine($"{cluster.ClusterAlias}: {master.Key}");
        }

        services.AddHam4dbClient(configuration.GetSection("Ham4db"));
        services.AddHam4dbClient("east", options => options.Endpoints.Add("http://east-1:3000"));
        services.AddHealthChecks().AddCheck<Ham4dbLeaderHealthCheck>("ham4db");
        try
        {
            await client.Downtime.BeginAsync(new InstanceKey("db-7", 3306), "alice", "upgrade", TimeSpan.FromMinutes(30));
        }
        catch (OutcomeUnknownException e)
        {
            Console.Error.WriteLine($"It may have begun; look before trying again. {e.Message}");
        }

        var found = await client.WithDeadline(TimeSpan.FromMinutes(2)).Instances.DiscoverAsync(new InstanceKey("db-8", 3306));
        try
        {
            var takeover = await client.WithDeadline(TimeSpan.FromMinutes(5)).Recovery.GracefulMasterTakeoverAutoAsync("mycluster");
            Console.WriteLine($"{takeover.SuccessorKey} is the master now");
        }
        catch (Ham4dbRejectedException e)
        {
            Console.Error.WriteLine($"{e.ServerMessage}: {string.Join(", ", e.Recovery?.AllErrors ?? [])}");
        }

        await foreach (var leader in client.WatchLeaderAsync(stopping))
        {
            Console.WriteLine($"{leader.Endpoint} leads in term {leader.Term}");
        }

        foreach (var node in client.Cluster.Current.Endpoints)
        {
            Console.WriteLine($"{node.Endpoint} {node.State} {node.RoundTrip?.TotalMilliseconds:0.0} ms {node.LastError}");
        }

        var reply = await client.SendAsync("some-new-route");
        Console.WriteLine($"{found} {reply}");
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
