using Ham4db.Client.Contract;
using Ham4db.Server.Discovery.Probing;

namespace Ham4db.Server.Tests.Discovery.Probing;

public sealed class ReplicaListReaderTests
{
    [Fact]
    public void FromHosts_Registered_IncompleteOnesAreLeftOut()
    {
        var hosts = Rows.Of(["Server_id", "Host", "Port", "Master_id"], ["2", "db2", "3307", "1"], ["3", "", "3306", "1"], ["4", "db4", "0", "1"]);

        ReplicaListReader.FromHosts(hosts).ShouldBe([new InstanceKey("db2", 3307)]);
    }

    [Theory]
    [InlineData("db2:41234", "db2")]
    [InlineData("10.0.0.2:41234", "10.0.0.2")]
    [InlineData("localhost", "localhost")]
    [InlineData("[2001:db8::2]:41234", "2001:db8::2")]
    public void FromDumpThreads_Connection_HasTheHostAndTheAssumedPort(string connection, string host)
        => ReplicaListReader.FromDumpThreads(Rows.Of(["host"], [connection]), 3310).ShouldBe([new InstanceKey(host, 3310)]);

    [Fact]
    public void FromNdbNodes_Uri_HasTheHost()
        => ReplicaListReader.FromNdbNodes(Rows.Of(["service_URI"], ["mysql://db2:3306"], ["mysql://db3"]), 3306)
            .ShouldBe([new InstanceKey("db2", 3306), new InstanceKey("db3", 3306)]);
}
