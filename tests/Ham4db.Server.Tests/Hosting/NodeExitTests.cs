using Ham4db.Server.Hosting;
using Ham4db.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ham4db.Server.Tests.Hosting;

public sealed class NodeExitTests
{
    [Fact]
    public async Task Exit_CalledTwice_WritesOneLineAndEndsOnce()
    {
        var codes = new System.Collections.Concurrent.ConcurrentQueue<int>();
        using var errors = new StringWriter();
        var exit = new NodeExit(new LastWords(errors), codes.Enqueue, NullLogger<NodeExit>.Instance);

        exit.Exit("the log in /data/raft is broken at entry 7: restore the directory or empty it");
        exit.Exit("another reason");

        await Eventually.BecomesTrueAsync("the process was ended", () => !codes.IsEmpty);
        codes.ShouldBe([1]);
        errors.ToString().ShouldBe($"ham4db-server: the log in /data/raft is broken at entry 7: restore the directory or empty it{Environment.NewLine}");
    }
}
