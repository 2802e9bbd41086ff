using CsCheck;
using Ham4db.Server.Topology.Gtid;

namespace Ham4db.Server.Tests.Topology;

public class MariaDbGtidPositionTests
{
    private static readonly Gen<string> AnyPosition
        = Gen.Select(Gen.UInt[0, 3], Gen.UInt[1, 9], Gen.ULong[0, 100], (domain, server, sequence) => $"{domain}-{server}-{sequence}")
            .List[0, 5]
            .Select(list => string.Join(',', list));

    [Theory]
    [InlineData("", "")]
    [InlineData("0-1-100", "0-1-100")]
    [InlineData(" 2-3-4 , 0-1-100 ", "0-1-100,2-3-4")]
    [InlineData("0-1-100,0-2-101", "0-2-101")]
    public void Parse_Readable_IsWrittenInNormalForm(string text, string expected) => MariaDbGtidPosition.Parse(text).ToString().ShouldBe(expected);

    [Theory]
    [InlineData("0-1")]
    [InlineData("0-1-x")]
    [InlineData("-1-1-1")]
    [InlineData("0-4294967296-1")]
    [InlineData("00020192-1111-1111-1111-111111111111:1-5")]
    public void Parse_Unreadable_QuotesTheFault(string text)
        => Should.Throw<FormatException>(() => MariaDbGtidPosition.Parse(text)).Message.ShouldContain(text);

    [Theory]
    [InlineData("0-1-100", "0-2-100", true)]
    [InlineData("0-1-100", "0-1-101", false)]
    [InlineData("0-1-100", "1-1-1", false)]
    [InlineData("0-1-100,1-1-1", "1-1-1", true)]
    [InlineData("", "", true)]
    public void HasReached_ComparesEachDomain(string position, string other, bool expected)
        => MariaDbGtidPosition.Parse(position).HasReached(MariaDbGtidPosition.Parse(other)).ShouldBe(expected);

    [Fact]
    public void Text_OfAnyPosition_ReadsBackEqual()
        => AnyPosition.Sample(text => MariaDbGtidPosition.Parse(MariaDbGtidPosition.Parse(text).ToString()).Equals(MariaDbGtidPosition.Parse(text)));
}
