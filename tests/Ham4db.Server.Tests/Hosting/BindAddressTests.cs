using System.Net;
using System.Net.Sockets;
using Ham4db.Server.Configuration;
using Ham4db.Server.Hosting;

namespace Ham4db.Server.Tests.Hosting;

public sealed class BindAddressTests
{
    [Theory]
    [InlineData("127.0.0.1", 3000, "127.0.0.1:3000")]
    [InlineData("::1", 3000, "[::1]:3000")]
    public void Resolve_Address_IsItself(string host, int port, string endPoint)
        => BindAddress.Resolve(new HttpOptions { ListenHost = host, ListenPort = port }).ToString().ShouldBe(endPoint);

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    public void Resolve_NoHost_IsEveryAddress(string host)
        => BindAddress.Resolve(new HttpOptions { ListenHost = host }).Address.ShouldBeOneOf(IPAddress.IPv6Any, IPAddress.Any);

    [Fact]
    public void Resolve_UnknownHost_SaysWhichAndWhatToDo()
    {
        var message = Should.Throw<StartException>(() => BindAddress.Resolve(new HttpOptions { ListenHost = "no-such-host.invalid" })).Message;

        message.ShouldContain("no-such-host.invalid:3000");
        message.ShouldContain("ListenAddress");
    }

    [Fact]
    public void Try_PortInUse_SaysWhichAndWhatToDo()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var message = Should.Throw<StartException>(() => BindAddress.Try(new HttpOptions { ListenHost = "127.0.0.1", ListenPort = port })).Message;

        message.ShouldStartWith($"cannot listen on 127.0.0.1:{port}: address already in use; ");
    }

    [Fact]
    public void Try_ForeignAddress_SaysWhichAndWhatToDo()
        => Should.Throw<StartException>(() => BindAddress.Try(new HttpOptions { ListenHost = "192.0.2.1", ListenPort = 0 }))
            .Message.ShouldBe("cannot listen on 192.0.2.1:0: this machine does not have that address; correct ListenAddress");

    [Fact]
    public void Try_FreePort_LetsItGo()
    {
        var options = new HttpOptions { ListenHost = "127.0.0.1", ListenPort = Ham4db.Testing.FreePort.Next() };

        BindAddress.Try(options);

        Should.NotThrow(() => BindAddress.Try(options));
    }
}
