using System.Net.Sockets;
using Ham4db.Client.Contract;
using Ham4db.Server.Configuration;
using Ham4db.Server.Managed;

namespace Ham4db.Server.Tests.Managed;

public sealed class ServerTroubleTests
{
    private static readonly InstanceKey Key = new("db1", 3306);
    private static readonly ManagedOptions Options = new() { User = "ham4db", Password = "s3cret" };

    [Theory]
    [InlineData(SocketError.ConnectionRefused, "db1:3306 refused the connection: nothing listens there")]
    [InlineData(SocketError.HostNotFound, "db1:3306: the host name cannot be resolved here")]
    [InlineData(SocketError.TimedOut, "db1:3306 did not answer within 2 s of connecting")]
    [InlineData(SocketError.HostUnreachable, "db1:3306 is unreachable")]
    public void Describe_Network_NamesServerAndReason(SocketError error, string begins)
        => ServerTrouble.Describe(Key, Options, new SocketException((int)error)).ShouldStartWith(begins);

    [Fact]
    public void Describe_TimeRanOutWhileReading_SaysWhatWasRead()
        => ServerTrouble.Describe(Key, Options, new OperationCanceledException(), "its state")
            .ShouldStartWith("db1:3306 did not give its state within 10 s");

    [Fact]
    public void Describe_ReasonWithPasswordAndLines_HasNeither()
    {
        var text = ServerTrouble.Describe(Key, Options, new IOException("cannot use s3cret\nfor this."));

        text.ShouldBe("db1:3306: cannot use *** for this.");
    }
}
