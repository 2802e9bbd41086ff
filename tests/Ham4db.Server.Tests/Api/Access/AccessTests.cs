using System.Text;
using Ham4db.Server.Configuration;

namespace Ham4db.Server.Tests.Api.Access;

public sealed class AccessTests
{
    private const string Change = "/api/untag-all?tag=role=backup";

    [Theory]
    [InlineData("/api/lb-check")]
    [InlineData("/api/leader-check")]
    [InlineData("/api/no-such-route")]
    [InlineData("/api/clusters")]
    public async Task Any_BasicWithoutCredentials_Is401WithChallenge(string path)
    {
        await using var node = await ApiNode.StartAsync(Basic);

        var answer = await node.GetAsync(path);

        answer.Status.ShouldBe(401);
        answer.Headers["WWW-Authenticate"].ShouldStartWith("Basic ");
        (answer.Code, answer.Message).ShouldBe(("ERROR", "Not Authorized"));
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/health/leader")]
    public async Task Probe_BasicWithoutCredentials_IsAnswered(string path)
    {
        await using var node = await ApiNode.StartAsync(Basic);

        (await node.GetAsync(path)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Change_BasicWithCredentials_IsMade()
    {
        await using var node = await ApiNode.StartAsync(Basic);

        var answer = await node.PostAsync(Change, ("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("alice:secret"))));

        answer.Status.ShouldBe(200);
        node.Backend.Submitted.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Change_ReadOnlyUser_Is403AndNothingIsDone()
    {
        await using var node = await ApiNode.StartAsync(http => Basic(http) with { Authentication = AuthenticationMethod.Multi });
        var reader = ("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("readonly:x")));

        var change = await node.PostAsync(Change, reader);
        var read = await node.GetAsync("/api/clusters", reader);

        (change.Status, change.Message).ShouldBe((403, "Unauthorized"));
        read.Status.ShouldBe(200);
        node.Backend.Submitted.ShouldBeEmpty();
    }

    [Fact]
    public async Task Change_ReadOnlyServer_Is403AndNothingIsDone()
    {
        await using var node = await ApiNode.StartAsync(http => http with { ReadOnly = true });

        (await node.PostAsync(Change)).Status.ShouldBe(403);
        node.Backend.Submitted.ShouldBeEmpty();
    }

    [Fact]
    public async Task Change_BetweenServers_IsNotForReadOnlyToRefuse_ButForAuthentication()
    {
        await using var readOnly = await ApiNode.StartAsync(http => http with { ReadOnly = true });
        await using var proxied = await ApiNode.StartAsync(http => http with { Authentication = AuthenticationMethod.Proxy });

        // What the node thinks of the promise is another matter: it has no HaPeers.
        (await readOnly.PostAsync("/api/ha-promise/host/token")).Status.ShouldBe(409);
        (await proxied.PostAsync("/api/ha-promise/host/token")).Status.ShouldBe(403);
    }

    [Theory]
    [InlineData("GET", "Sec-Fetch-Site", "cross-site")]
    [InlineData("GET", "Sec-Fetch-Site", "same-site")]
    [InlineData("POST", "Sec-Fetch-Site", "cross-site")]
    [InlineData("POST", "Origin", "https://evil.example")]
    [InlineData("POST", "Origin", "null")]
    [InlineData("GET", "Referer", "http://evil.example/page")]
    public async Task Change_FromAnotherSitesPage_Is403AndNothingIsDone(string method, string header, string value)
    {
        await using var node = await ApiNode.StartAsync();

        var answer = await node.SendAsync(new HttpMethod(method), Change, (header, value));

        answer.Status.ShouldBe(403);
        node.Backend.Submitted.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "none")]
    [InlineData("Sec-Fetch-Site", "same-origin")]
    public async Task Change_FromThisSiteOrTheAddressBar_IsMade(string header, string value)
    {
        await using var node = await ApiNode.StartAsync();

        (await node.GetAsync(Change, (header, value))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Change_FromOwnOrigin_IsMade()
    {
        await using var node = await ApiNode.StartAsync();

        var origin = node.Address.GetLeftPart(UriPartial.Authority);

        (await node.PostAsync(Change, ("Origin", origin))).Status.ShouldBe(200);
        (await node.GetAsync(Change, ("Referer", $"{origin}/web/clusters"))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Change_BrowserSaysSameOriginThroughARenamingProxy_IsMade()
    {
        await using var node = await ApiNode.StartAsync();

        (await node.PostAsync(Change, ("Sec-Fetch-Site", "same-origin"), ("Origin", "https://ham4db.example"))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Read_FromAnotherSitesPage_IsAnswered()
    {
        await using var node = await ApiNode.StartAsync();

        (await node.GetAsync("/api/clusters", ("Sec-Fetch-Site", "cross-site"))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Change_GetSwitchedOff_NeedsPost()
    {
        await using var node = await ApiNode.StartAsync(http => http with { AllowChangesByGet = false });

        var get = await node.GetAsync(Change);
        var post = await node.PostAsync(Change);

        get.Status.ShouldBe(405);
        get.Headers["Allow"].ShouldBe("POST");
        post.Status.ShouldBe(200);
        node.Backend.Submitted.Count.ShouldBe(1);
    }

    private static HttpOptions Basic(HttpOptions http)
        => http with { Authentication = AuthenticationMethod.Basic, AuthUser = "alice", AuthPassword = "secret" };
}
