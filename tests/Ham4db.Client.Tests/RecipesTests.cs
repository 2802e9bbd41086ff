using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Ham4db.Client.Contract;
using Ham4db.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace Ham4db.Client.Tests;

/// <summary>The recipes of <c>docs/client.md</c>, compiled here; a test holds that they are the same, and others run what can be run.</summary>
public sealed partial class RecipesTests
{
    [Fact]
    public void Recipes_EachLineOfCode_IsCompiledHere()
    {
        var compiled = File.ReadAllLines(Path.Combine(RepositoryRoot.Find(), "tests", "Ham4db.Client.Tests", "RecipesTests.cs"))
            .Select(line => line.Trim())
            .ToHashSet();

        var shown = CodeBlock()
            .Matches(File.ReadAllText(Path.Combine(RepositoryRoot.Find(), "docs", "client.md")))
            .SelectMany(block => block.Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .ToList();

        shown.Count.ShouldBeGreaterThan(50);
        shown.Where(line => !compiled.Contains(line)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Test_OwnTransport_AnswersTheClient()
    {
        var services = new ServiceCollection();
        services.AddHam4dbClient(options => options.Endpoints.Add("http://test")).Transport.ConfigurePrimaryHttpMessageHandler(() => new OneNode());
        await using var provider = services.BuildServiceProvider();

        var client = provider.GetRequiredService<IHam4dbClient>();

        (await client.Clusters.ListNamesAsync()).ShouldBe(["db-1:3306"]);
        await client.Clusters.ForgetAsync("db-1:3306");
    }

    [Fact]
    public async Task Authentication_Own_IsOnEachRequest()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Ham4db:Endpoints:0", "http://test")]).Build();
        var seen = new List<string?>();
        var services = new ServiceCollection();
        services.AddSingleton<ITokens, Tokens>().AddTransient<BearerToken>();
        services.AddHam4dbClient(configuration.GetSection("Ham4db")).Transport.AddHttpMessageHandler<BearerToken>();
        services.AddHttpClient("Ham4db.Client:").ConfigurePrimaryHttpMessageHandler(() => new Seeing(seen));
        await using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<IHam4dbClient>().Clusters.ListNamesAsync();

        seen.ShouldBe(["Bearer t1", "Bearer t1"]);
    }

    [Fact]
    public async Task WebApplication_TellsItsHealth_AndAnswersByTheClient()
    {
        var app = BuildWeb(["--Ham4db:Endpoints:0=http://test", "--urls=http://127.0.0.1:0"]);
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        app.Lifetime.ApplicationStarted.Register(started.SetResult);
        var serving = ServeAsync(app);
        await (await Task.WhenAny(started.Task, serving));
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        var health = await http.GetStringAsync(new Uri("/health", UriKind.Relative));
        var clusters = await http.GetStringAsync(new Uri("/clusters", UriKind.Relative));
        app.Lifetime.StopApplication();
        await serving;

        health.ShouldBe("Healthy");
        clusters.ShouldBe("""["db-1:3306"]""");
    }

    [Fact]
    public async Task Resilience_Own_EndsAfterItsTries()
    {
        var builder = new HostApplicationBuilder(["--Ham4db:Endpoints:0=http://test"]);
        Register(builder);
        builder.Services.AddHttpClient("Ham4db.Client:").ConfigurePrimaryHttpMessageHandler(() => new Gone());
        await using var provider = builder.Services.BuildServiceProvider();

        var failed = await Should.ThrowAsync<NodeUnreachableException>(() => provider.GetRequiredService<IHam4dbClient>().Clusters.ListNamesAsync());

        failed.Attempts.Count.ShouldBe(4);
    }

    internal static WebApplication BuildWeb(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddHam4dbClient(builder.Configuration.GetSection("Ham4db"));
        builder.Services.AddHealthChecks().AddCheck<Ham4dbLeaderHealthCheck>("ham4db");
        builder.Services.AddHttpClient("Ham4db.Client:").ConfigurePrimaryHttpMessageHandler(() => new OneNode());
        builder.Logging.ClearProviders();

        var app = builder.Build();
        app.MapHealthChecks("/health");
        app.MapGet("/clusters", (IHam4dbClient client, CancellationToken aborted) => client.Clusters.ListNamesAsync(aborted));
        return app;
    }

    internal static async Task ServeAsync(WebApplication app)
    {
        await app.RunAsync();
    }

    internal static async Task<int> ConsoleAsync()
    {
        await using var client = Ham4dbClient.Create(new Ham4dbClientOptions { Endpoints = [.. Ham4dbEndpoints.FromEnvironment()], WatchLeader = false });
        var problems = await client.Recovery.AnalyzeAsync("mycluster");
        return problems.Any(problem => problem.Analysis.StartsWith("Dead", StringComparison.Ordinal)) ? 1 : 0;
    }

    internal static void Register(HostApplicationBuilder builder)
    {
        builder.Services.AddHam4dbClient(builder.Configuration.GetSection("Ham4db"));
        builder.Services.AddHostedService<RecoveryNotice>();
        builder.Services.AddHam4dbClient("east", options => options.Endpoints.Add("http://east-1:3000"));
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            "ham4db-east", services => new Ham4dbLeaderHealthCheck(services.GetRequiredKeyedService<IHam4dbClient>("east")), failureStatus: null, tags: null));
        builder.Services.Configure<Ham4dbClientOptions>(options => options.Resilience = pipeline => pipeline
            .AddRetry(new RetryStrategyOptions<CallTry>
            {
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Result is { MayBeRepeated: true }),
                MaxRetryAttempts = 3,
                Delay = TimeSpan.FromMilliseconds(50),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
            })
            .AddTimeout(TimeSpan.FromSeconds(5)));
    }

    internal static async Task ChangeAsync(IHam4dbClient client, ILogger logger, InstanceKey replica, InstanceKey newMaster)
    {
        try
        {
            await client.Replication.RelocateAsync(replica, newMaster);
        }
        catch (Ham4dbRejectedException e)
        {
            // The server said no, and why. Nothing to repeat.
            logger.LogError("{Reason}", e.ServerMessage);
        }
        catch (OutcomeUnknownException)
        {
            // Nobody knows: look before trying again.
            var now = await client.Instances.GetAsync(replica);
            logger.LogWarning("{Replica} replicates from {Master}", replica, now.MasterKey);
        }
        catch (NoLeaderException e)
        {
            // Nothing was done. The message says what each node answered.
            logger.LogError("{Nodes}", e.Message);
        }
    }

    internal interface ITokens
    {
        Task<string> GetAsync(CancellationToken cancellationToken);
    }

    internal sealed class RecoveryNotice(IHam4dbClient client, ILogger<RecoveryNotice> logger) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stopping)
        {
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(10));
            while (await timer.WaitForNextTickAsync(stopping))
            {
                try
                {
                    foreach (var recovery in await client.Audit.RecoveriesAsync(unacknowledgedOnly: true, cancellationToken: stopping))
                    {
                        logger.LogWarning("{Master} failed, {Successor} took over", recovery.AnalysisEntry.AnalyzedInstanceKey, recovery.SuccessorKey);
                    }
                }
                catch (Ham4dbException e)
                {
                    logger.LogError(e, "Asked in vain; the next round asks again");
                }
            }
        }
    }

    internal sealed class OneNode : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new StringContent(request.RequestUri!.AbsolutePath switch
                {
                    "/api/leader-check" => "\"OK\"",
                    "/api/clusters" => """["db-1:3306"]""",
                    _ => """{"Code":"OK","Message":"done","Details":null}""",
                }),
            });
    }

    internal sealed class BearerToken(ITokens tokens) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await tokens.GetAsync(cancellationToken));
            return await base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class Tokens : ITokens
    {
        public Task<string> GetAsync(CancellationToken cancellationToken) => Task.FromResult("t1");
    }

    private sealed class Seeing(List<string?> seen) : DelegatingHandler(new OneNode())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            seen.Add(request.Headers.Authorization?.ToString());
            return base.SendAsync(request, cancellationToken);
        }
    }

    /// <summary>Leads, and loses every other request.</summary>
    private sealed class Gone : DelegatingHandler
    {
        public Gone()
            : base(new OneNode())
        {
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            => request.RequestUri!.AbsolutePath.EndsWith("leader-check", StringComparison.Ordinal)
                ? base.SendAsync(request, cancellationToken)
                : throw new HttpRequestException(HttpRequestError.ResponseEnded, "gone");
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
