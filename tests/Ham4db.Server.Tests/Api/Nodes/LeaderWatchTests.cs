using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace Ham4db.Server.Tests.Api.Nodes;

public sealed class LeaderWatchTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Watch_Leader_TellsTheStateAtOnceAndEachChange()
    {
        await using var node = await ApiNode.StartAsync();
        node.Leadership.Show(FakeLeadership.Leading(3, new Uri("http://n1:3000")));
        using var watch = await OpenAsync(node);

        var first = await watch.NextEventAsync();
        node.Leadership.Show(FakeLeadership.Following(4, new Uri("http://n2:3000")));
        var second = await watch.NextEventAsync();
        node.Leadership.Show(FakeLeadership.Leaderless(5));
        var third = await watch.NextEventAsync();

        watch.MediaType.ShouldBe("text/event-stream");
        first.ToJsonString().ShouldBe($$"""{"Leader":"http://n1:3000","Term":3,"Node":"{{Environment.MachineName}}","IsLeader":true}""");
        ((string?)second["Leader"], (long?)second["Term"], (bool?)second["IsLeader"]).ShouldBe(("http://n2:3000", 4, false));
        ((string?)third["Leader"], (long?)third["Term"], (bool?)third["IsLeader"]).ShouldBe((string.Empty, 5, false));
    }

    [Fact]
    public async Task Watch_LeaseBegins_IsTold()
    {
        await using var node = await ApiNode.StartAsync();
        var holds = false;
        node.Leadership.Lease = () => Volatile.Read(ref holds);
        using var watch = await OpenAsync(node);

        var before = await watch.NextEventAsync();
        Volatile.Write(ref holds, true);
        var after = await watch.NextEventAsync();

        ((bool?)before["IsLeader"], (bool?)after["IsLeader"]).ShouldBe((false, true));
    }

    [Fact]
    public async Task Watch_AskedForCompression_IsSentAsItIs()
    {
        await using var node = await ApiNode.StartAsync();
        using var watch = await OpenAsync(node, "gzip");

        (await watch.NextEventAsync()).AsObject().ContainsKey("Term").ShouldBeTrue();
    }

    [Fact]
    public async Task Watch_NothingHappens_SendsALineNowAndThen()
    {
        var time = new FakeTimeProvider();
        await using var node = await ApiNode.StartAsync(time: time);
        node.Leadership.Show(FakeLeadership.Following(1, new Uri("http://n2:3000")));
        using var watch = await OpenAsync(node);
        await watch.NextEventAsync();

        var line = watch.NextLineAsync();
        while (!line.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        (await line).ShouldStartWith(":");
    }

    [Fact]
    public async Task Watch_NodeStops_Ends()
    {
        await using var node = await ApiNode.StartAsync();
        using var watch = await OpenAsync(node);
        await watch.NextEventAsync();

        await node.StopAsync().WaitAsync(Patience);

        (await watch.ReadToEndAsync()).Trim().ShouldBeEmpty();
    }

    private static async Task<Watch> OpenAsync(ApiNode node, string? encoding = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/leader-watch");
        if (encoding is not null)
        {
            request.Headers.AcceptEncoding.ParseAdd(encoding);
        }

        var response = await node.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).WaitAsync(Patience);
        return new Watch(response, new StreamReader(await response.Content.ReadAsStreamAsync()));
    }

    private sealed class Watch(HttpResponseMessage response, StreamReader lines) : IDisposable
    {
        public string? MediaType => response.Content.Headers.ContentType?.MediaType;

        public async Task<JsonNode> NextEventAsync()
        {
            (await NextLineAsync()).ShouldBe("event: leader");
            return JsonNode.Parse((await NextLineAsync())["data: ".Length..])!;
        }

        public async Task<string> NextLineAsync()
        {
            string? line;
            do
            {
                line = await lines.ReadLineAsync().WaitAsync(Patience);
            }
            while (line is { Length: 0 });

            return line.ShouldNotBeNull();
        }

        public Task<string> ReadToEndAsync() => lines.ReadToEndAsync().WaitAsync(Patience);

        public void Dispose()
        {
            lines.Dispose();
            response.Dispose();
        }
    }
}
