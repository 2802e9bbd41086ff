using System.Net;
using System.Net.Sockets;
using Ham4db.Testing;

namespace Ham4db.Server.Tests.Testing;

public class FreePortTests
{
    [Fact]
    public async Task Next_AskedFromManyThreads_NeverGivesAPortTwice()
    {
        var ports = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => FreePort.Next(10))));

        ports.SelectMany(some => some).ShouldBeUnique();
    }

    [Fact]
    public void Next_Port_CanBeListenedOn()
    {
        using var listener = new TcpListener(IPAddress.Loopback, FreePort.Next());

        Should.NotThrow(listener.Start);
    }
}
