using CsCheck;
using Ham4db.Server.Topology.Gtid;

namespace Ham4db.Server.Tests.Topology;

public class GtidSetTests
{
    private const string A = "00020192-1111-1111-1111-111111111111";
    private const string B = "00020193-2222-2222-2222-222222222222";

    private static readonly Gen<GtidSet> AnySet
        = Gen.Select(Gen.OneOf(A, B), Gen.OneOf("", "backup"), Gen.Long[1, 30], Gen.Long[0, 6])
            .Select(run => (new GtidSource(run.Item1, run.Item2), new GtidInterval(run.Item3, run.Item3 + run.Item4)))
            .List[0, 8]
            .Select(runs => GtidSet.Of(runs));

    [Theory]
    [InlineData("", "")]
    [InlineData(A + ":1-5", A + ":1-5")]
    [InlineData(A + ":5:1-3:4", A + ":1-5")]
    [InlineData(A + ":1-3:7-9:8", A + ":1-3:7-9")]
    [InlineData(B + ":1,\n" + A + ":2", A + ":2," + B + ":1")]
    [InlineData(" 00020192-1111-1111-1111-111111111111 : 1 - 5 ,, ", A + ":1-5")]
    [InlineData("00020192-1111-1111-1111-11111111111A:1", "00020192-1111-1111-1111-11111111111a:1")]
    [InlineData(A + ":1-5:TAG_a:2-3:7", A + ":1-5:tag_a:2-3:7")]
    [InlineData(A + ":zz:1," + A + ":3:aa:2", A + ":3:aa:2:zz:1")]
    public void Parse_Readable_IsWrittenInNormalForm(string text, string expected) => GtidSet.Parse(text).ToString().ShouldBe(expected);

    [Theory]
    [InlineData("nonsense", "nonsense")]
    [InlineData("1-5", "1-5")]
    [InlineData(A, A)]
    [InlineData(A + ":", "\"\"")]
    [InlineData(A + ":0-5", "0-5")]
    [InlineData(A + ":5-3", "5-3")]
    [InlineData(A + ":1-2-3", "1-2-3")]
    [InlineData(A + ":1:tag", "tag")]
    [InlineData(A + ":99999999999999999999", "99999999999999999999")]
    [InlineData("0-1-100", "0-1-100")]
    public void Parse_Unreadable_QuotesTheFault(string text, string fault)
        => Should.Throw<FormatException>(() => GtidSet.Parse(text)).Message.ShouldContain(fault);

    [Theory]
    [InlineData(A + ":1-10", A + ":3-5", A + ":1-2:6-10")]
    [InlineData(A + ":1-10", A + ":1-10", "")]
    [InlineData(A + ":1-10," + B + ":1", A + ":1-20", B + ":1")]
    [InlineData(A + ":1-10", A + ":tag:1-10", A + ":1-10")]
    [InlineData(A + ":1-9223372036854775806", A + ":2-9223372036854775805", A + ":1:9223372036854775806")]
    [InlineData(A + ":1-3:7-9", A + ":2-8", A + ":1:9")]
    public void Subtract_Table(string from, string remove, string expected)
        => GtidSet.Parse(from).Subtract(GtidSet.Parse(remove)).ToString().ShouldBe(expected);

    [Fact]
    public void Without_Uuid_RemovesItsTagsToo()
        => GtidSet.Parse($"{A}:1:tag:2,{B}:3").Without(A.ToUpperInvariant()).ToString().ShouldBe($"{B}:3");

    [Fact]
    public void Text_OfAnySet_ReadsBackEqual() => AnySet.Sample(set => GtidSet.Parse(set.ToString()).Equals(set));

    [Fact]
    public void Union_HoldsExactlyTheMembersOfBoth()
        => Gen.Select(AnySet, AnySet).Sample((one, other)
            => Members(one.Union(other)).SetEquals(Members(one).Union(Members(other))));

    [Fact]
    public void Subtract_HoldsExactlyTheMembersOfTheFirstAlone()
        => Gen.Select(AnySet, AnySet).Sample((one, other)
            => Members(one.Subtract(other)).SetEquals(Members(one).Except(Members(other))));

    [Fact]
    public void Contains_AgreesWithMembers()
        => Gen.Select(AnySet, AnySet).Sample((one, other)
            => one.Contains(other) == Members(other).IsSubsetOf(Members(one)));

    [Fact]
    public void Count_IsTheNumberOfMembers() => AnySet.Sample(set => set.Count == Members(set).Count);

    [Fact]
    public void UnionThenSubtract_LeavesNothingInCommon()
        => Gen.Select(AnySet, AnySet).Sample((one, other)
            => one.Subtract(other).Union(other).Equals(one.Union(other)));

    private static HashSet<(GtidSource, long)> Members(GtidSet set)
        => [.. from source in set.Sources from number in Enumerable.Range(1, 40) where set.Contains(source, number) select (source, (long)number)];
}
