using System.Collections.Immutable;
using Ham4db.Client.Contract;
using Ham4db.Server.Topology;

namespace Ham4db.Server.Tests.Topology;

public class ArgumentTests
{
    [Theory]
    [InlineData("59s", 59)]
    [InlineData("10m", 600)]
    [InlineData("2h", 7200)]
    [InlineData("6d", 518_400)]
    [InlineData("4w", 2_419_200)]
    [InlineData("0s", 0)]
    public void SimpleDuration_Readable_IsRead(string text, int seconds) => SimpleDuration.Parse(text).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData("notaduration")]
    [InlineData("")]
    [InlineData("m")]
    [InlineData("10")]
    [InlineData("-10m")]
    [InlineData("1.5h")]
    [InlineData("10 m")]
    [InlineData("10M")]
    [InlineData("99999999999s")]
    [InlineData("999999w")]
    public void SimpleDuration_Unreadable_SaysSo(string text)
        => Should.Throw<FormatException>(() => SimpleDuration.Parse(text)).Message.ShouldBe($"Cannot parse simple time: {text}");

    [Theory]
    [InlineData("prefer", PromotionRule.Prefer)]
    [InlineData("neutral", PromotionRule.Neutral)]
    [InlineData("prefer_not", PromotionRule.PreferNot)]
    [InlineData("must_not", PromotionRule.MustNot)]
    public void PromotionRuleArgument_Known_IsRead(string text, PromotionRule rule) => PromotionRuleArgument.Parse(text).ShouldBe(rule);

    [Theory]
    [InlineData("nosuchrule", "Invalid CandidatePromotionRule: nosuchrule")]
    [InlineData("", "Invalid CandidatePromotionRule: ")]
    [InlineData("must", "CandidatePromotionRule: must not supported yet")]
    public void PromotionRuleArgument_Other_SaysSo(string text, string message)
        => Should.Throw<FormatException>(() => PromotionRuleArgument.Parse(text)).Message.ShouldBe(message);

    [Theory]
    [InlineData("role", true)]
    [InlineData("role=backup", true)]
    [InlineData("role=other", false)]
    [InlineData("role=", false)]
    [InlineData("flag=", true)]
    [InlineData("nosuch", false)]
    [InlineData("~nosuch", true)]
    [InlineData("!role", false)]
    [InlineData("~role=other", true)]
    [InlineData("~role=backup", false)]
    [InlineData("~nosuch=x", false)]
    [InlineData("role,flag", true)]
    [InlineData("role, !flag", false)]
    [InlineData(" role=backup\n", true)]
    public void TagQuery_OfTaggedInstance_Matches(string query, bool expected)
    {
        var tags = ImmutableDictionary.CreateRange<string, string>([new("role", "backup"), new("flag", "")]);

        TagQuery.Parse(query).Matches(tags).ShouldBe(expected);
    }

    [Theory]
    [InlineData("role")]
    [InlineData("~role")]
    [InlineData("~role=x")]
    public void TagQuery_OfUntaggedInstance_NeverMatches(string query)
        => TagQuery.Parse(query).Matches(ImmutableDictionary<string, string>.Empty).ShouldBeFalse();

    [Theory]
    [InlineData("")]
    [InlineData("=x")]
    [InlineData("~")]
    [InlineData("a,,b")]
    public void TagQuery_WithoutName_SaysSo(string query)
        => Should.Throw<FormatException>(() => TagQuery.Parse(query)).Message.ShouldStartWith("Unable to parse tag: ");

    [Fact]
    public void Tag_ValueWithEqualsSign_KeepsIt()
    {
        Tag.TryParse("a=b=c", out var tag).ShouldBeTrue();

        tag.ShouldBe(new Tag("a", "b=c", HasValue: true, IsNegated: false));
    }

    [Theory]
    [InlineData("10.0.0.1", true)]
    [InlineData("10.0.0.10", false)]
    [InlineData("db1.example", true)]
    [InlineData("db1.example.org", true)]
    [InlineData("other", false)]
    public void HostnameFilters_AddressIsExact_PatternIsSearched(string host, bool expected)
        => HostnameFilters.Of(["10.0.0.1", "db[0-9]+[.]example", ""]).Match(new InstanceKey(host, 3306)).ShouldBe(expected);

    [Fact]
    public void HostnameFilters_Port_IsPartOfTheText()
        => HostnameFilters.Of([":3307$"]).Match(new InstanceKey("a", 3307)).ShouldBeTrue();

    [Theory]
    [InlineData("*", true)]
    [InlineData("db1:3306", true)]
    [InlineData("shop", true)]
    [InlineData("alias=shop", true)]
    [InlineData("alias=sho", false)]
    [InlineData("alias~=^sh", true)]
    [InlineData("alias~=news", false)]
    [InlineData("db[0-9]", true)]
    [InlineData("", false)]
    [InlineData("sho", false)]
    public void ClusterFilters_Table(string filter, bool expected)
        => ClusterFilters.Match([filter], "db1:3306", "shop").ShouldBe(expected);

    [Theory]
    [InlineData("", "")]
    [InlineData("plain", "\"plain\"")]
    [InlineData("say \"no\"\n\t\\", """ "say \"no\"\n\t\\" """)]
    [InlineData("é€😀\u007f\u0001", """ "\u00e9\u20ac\U0001f600\x7f\x01" """)]
    public void ReplicationErrorText_Quote_IsAsciiLiteral(string error, string expected)
        => ReplicationErrorText.Quote(error).ShouldBe(expected.Trim());

    [Theory]
    [InlineData("", "", "unknown", "0.0")]
    [InlineData("10.11.19-MariaDB-0+deb12u1-log", "Debian 12", "MariaDB", "10.11")]
    [InlineData("8.0.36", "MySQL Community Server - GPL", "MySQL", "8.0")]
    [InlineData("8.4.0-1", "Percona Server (GPL)", "Percona", "8.4")]
    [InlineData("2.3.1-maxscale", "", "MaxScale", "2.3")]
    [InlineData("8", "", "MySQL", "0.0")]
    public void ServerVersion_OfText_IsRead(string version, string comment, string flavor, string major)
    {
        var instance = new Instance { Key = new InstanceKey("a", 1), Version = version, VersionComment = comment };

        instance.FlavorName.ShouldBe(flavor);
        instance.MajorVersion.ToString().ShouldBe(major);
    }

    [Fact]
    public void MajorVersion_IsComparedAsNumbers()
        => new Instance { Key = new InstanceKey("a", 1), Version = "10.11.2-MariaDB" }.MajorVersion
            .ShouldBeGreaterThan(new Instance { Key = new InstanceKey("a", 1), Version = "10.6.2-MariaDB" }.MajorVersion);
}
