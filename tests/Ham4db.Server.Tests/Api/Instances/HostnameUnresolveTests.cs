using Ham4db.Server.Backend.Commands;
using Ham4db.Server.Tests.Api.Golden;

namespace Ham4db.Server.Tests.Api.Instances;

public sealed class HostnameUnresolveTests
{
    [Theory]
    [InlineData("/api/")]
    [InlineData("/api/mysql/")]
    public async Task Register_VirtualName_IsShownUntilItIsDeregistered(string prefix)
    {
        await using var node = await GoldenNode.HealthyAsync();

        var registered = await node.PostAsync($"{prefix}register-hostname-unresolve/127.0.0.1/10112/vip.example.com%0A");
        var shown = (await node.GetAsync("/api/instance/127.0.0.1/10112")).Json!["UnresolvedHostname"]!.GetValue<string>();
        var deregistered = await node.PostAsync($"{prefix}deregister-hostname-unresolve/127.0.0.1/10112");

        (registered.Status, registered.Message, shown).ShouldBe((200, "Hostname register unresolve completed", "vip.example.com"));
        (deregistered.Status, deregistered.Message).ShouldBe((200, "Hostname deregister unresolve completed"));
        (await node.GetAsync("/api/instance/127.0.0.1/10112")).Json!["UnresolvedHostname"]!.GetValue<string>().ShouldBe(string.Empty);
        node.Backend.Submitted.Select(envelope => envelope.Command).ShouldBe(
        [
            new RegisterHostnameUnresolve("127.0.0.1", "vip.example.com", TimeSpan.FromHours(1)),
            new RegisterHostnameUnresolve("127.0.0.1", string.Empty, TimeSpan.FromHours(1)),
        ]);
    }

    [Theory]
    [InlineData("/api/register-hostname-unresolve/127.0.0.1/abc/vip")]
    [InlineData("/api/register-hostname-unresolve/127.0.0.1/10112/%20")]
    [InlineData("/api/register-hostname-unresolve/127.0.0.1/10112/a%2Fb")]
    [InlineData("/api/deregister-hostname-unresolve/127.0.0.1/0")]
    public async Task Change_BadArgument_Is400AndNothingIsDone(string path)
    {
        await using var node = await GoldenNode.HealthyAsync();

        (await node.PostAsync(path)).Status.ShouldBe(400);

        node.Backend.Submitted.ShouldBeEmpty();
    }
}
