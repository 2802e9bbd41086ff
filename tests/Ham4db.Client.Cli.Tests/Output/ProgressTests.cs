using Ham4db.Client.Cli.Output;

namespace Ham4db.Client.Cli.Tests.Output;

public sealed class ProgressTests
{
    [Theory]
    [InlineData(3, null, null, "asking 3 nodes for the leader (2.1 s)...")]
    [InlineData(1, null, null, "asking 1 node for the leader (2.1 s)...")]
    [InlineData(3, "http://db-2:3000/api/", null, "waiting for the reply of forget from http://db-2:3000 (2.1 s)...")]
    [InlineData(3, null, "http://db-2:3000/api/: connection refused", "trying forget again, since http://db-2:3000/api/: connection refused (2.1 s)...")]
    public void Describe_EachPhase_SaysWhatIsWaitedFor(int nodes, string? asked, string? trouble, string expected)
        => Progress.Describe("forget", nodes, asked is null ? null : new Uri(asked), trouble, TimeSpan.FromMilliseconds(2_100)).ShouldBe(expected);
}
