using System.Net;
using System.Net.Sockets;
using Ham4db.Client.Contract;
using Ham4db.Server.Configuration;
using Ham4db.Server.Discovery.Resolving;
using Ham4db.Server.Tests.Api;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Ham4db.Server.Tests.Discovery.Resolving;

public sealed class HostnameResolverTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly FakeNames _names = new();

    [Theory]
    [InlineData("none", "db1", "db1")]
    [InlineData("default", "db1", "db1")]
    [InlineData("cname", "db1", "db1.example")]
    [InlineData("ip", "db1", "10.0.0.2")]
    [InlineData("addr", "db1", "db1.example")]
    [InlineData("addr", "10.0.0.1", "db1.example")]
    [InlineData("cname", "10.0.0.1", "10.0.0.1")]
    [InlineData("cname", "unknown", "unknown")]
    [InlineData("ip", "unknown", "unknown")]
    public async Task Resolve_Method_GivesTheName(string method, string given, string expected)
        => (await Resolver(method).ResolveAsync(new InstanceKey(given, 3306), CancellationToken.None)).ShouldBe(new InstanceKey(expected, 3306));

    [Theory]
    [InlineData("//db1")]
    [InlineData("db1,db2")]
    [InlineData("")]
    public async Task Resolve_NoHost_ComesBackAndNobodyIsAsked(string host)
    {
        var resolved = await Resolver("cname").ResolveAsync(new InstanceKey(host, 3306), CancellationToken.None);

        resolved.Hostname.ShouldBe(host);
        _names.Asked.ShouldBe(0);
    }

    [Fact]
    public async Task Resolve_Again_IsAskedOnceAnHour()
    {
        var resolver = Resolver("cname");
        var key = new InstanceKey("db1", 3306);

        await resolver.ResolveAsync(key, CancellationToken.None);
        await resolver.ResolveAsync(key with { Port = 3307 }, CancellationToken.None);
        var afterTwo = _names.Asked;
        _time.Advance(TimeSpan.FromMinutes(61));
        await resolver.ResolveAsync(key, CancellationToken.None);

        afterTwo.ShouldBe(1);
        _names.Asked.ShouldBe(2);
    }

    [Fact]
    public async Task Remember_OwnName_WinsAndTurnsStaleButIsKept()
    {
        var resolver = Resolver("none");
        var (given, own) = (new InstanceKey("10.0.0.1", 3306), new InstanceKey("db1", 3306));

        resolver.Remember(given, own);
        var fresh = resolver.IsStale(given);
        _time.Advance(TimeSpan.FromMinutes(61));

        fresh.ShouldBeFalse();
        resolver.IsStale(given).ShouldBeTrue();
        (await resolver.ResolveAsync(given, CancellationToken.None)).ShouldBe(own);
    }

    [Fact]
    public async Task Forget_OwnName_NamesNoLongerLeadToIt()
    {
        var resolver = Resolver("none");
        var (given, own) = (new InstanceKey("10.0.0.1", 3306), new InstanceKey("db1", 3306));
        resolver.Remember(given, own);

        resolver.Forget(own);

        (await resolver.ResolveAsync(given, CancellationToken.None)).ShouldBe(given);
    }

    private HostnameResolver Resolver(string method) => new(
        new FixedOptions(new ServerOptions { Discovery = new DiscoveryOptions { HostnameResolveMethod = method } }),
        _names,
        _time,
        NullLogger<HostnameResolver>.Instance);

    private sealed class FakeNames : INameLookup
    {
        public int Asked { get; private set; }

        public Task<string> CanonicalNameAsync(string host, CancellationToken cancellationToken) => Task.FromResult(Known(host, "db1.example."));

        public Task<string> NameOfAsync(IPAddress address, CancellationToken cancellationToken) => Task.FromResult(Known("db1", "db1.example."));

        public Task<IPAddress[]> AddressesAsync(string host, CancellationToken cancellationToken)
            => Task.FromResult(Known(host, new[] { IPAddress.Parse("10.0.0.1"), IPAddress.Parse("10.0.0.2"), IPAddress.Parse("2001:db8::1") }));

        private T Known<T>(string host, T answer)
        {
            Asked++;
            return host == "db1" ? answer : throw new SocketException((int)SocketError.HostNotFound);
        }
    }
}
