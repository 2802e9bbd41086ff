using Ham4db.Client.Contract;
using Ham4db.Client.Http;

namespace Ham4db.Client.Tests.Http;

public class ArgumentTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \n")]
    [InlineData(".")]
    [InlineData("..")]
    public void Segment_WouldCallAnotherRoute_Throws(string? text)
        => Should.Throw<ArgumentException>(() => Argument.Segment(text, "hint")).ParamName.ShouldBe("hint");

    [Fact]
    public void Segment_SurroundingSpace_IsCut() => Argument.Segment(" upgrade of db/1?\n", "reason").ShouldBe("upgrade of db/1?");

    [Theory]
    [InlineData("", 3306)]
    [InlineData("..", 3306)]
    [InlineData("db-1", 0)]
    [InlineData("db-1", 65536)]
    public void Instance_NoInstance_Throws(string host, int port)
        => Should.Throw<ArgumentException>(() => Argument.Instance(new InstanceKey(host, port), "key")).ParamName.ShouldBe("key");

    [Theory]
    [InlineData("clusters-info", "clusters-info")]
    [InlineData("/api/clusters-info", "clusters-info")]
    [InlineData("api/mysql/topology/ci", "mysql/topology/ci")]
    [InlineData("search?s=a%20b", "search?s=a%20b")]
    [InlineData("search?s=../x", "search?s=../x")]
    public void Path_Relative_IsCutDown(string path, string expected) => Argument.Path(path, "path").ShouldBe(expected);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("?s=x")]
    [InlineData("search?s=a b")]
    [InlineData("search?s=a\r\nX: y")]
    [InlineData("http://elsewhere/api/clusters")]
    [InlineData("cluster/../recover")]
    [InlineData("cluster/%2e%2e/recover")]
    [InlineData("clusters#x")]
    [InlineData("cluster\\x")]
    public void Path_NotAPath_Throws(string? path)
        => Should.Throw<ArgumentException>(() => Argument.Path(path, "path")).ParamName.ShouldBe("path");
}
