using Ham4db.Server.Managed;

namespace Ham4db.Server.Tests.Managed;

public sealed class ResultRowTests
{
    [Theory]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("0", false)]
    [InlineData("OFF", false)]
    [InlineData("No", false)]
    [InlineData("1", true)]
    [InlineData("ON", true)]
    [InlineData("yes", true)]
    [InlineData("NO_LOCK_NO_ADMIN", true)]
    public void IsOn_Switch_IsRead(string? text, bool expected) => ResultRow.IsOn(text).ShouldBe(expected);

    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("abc", null)]
    [InlineData("17", 17L)]
    [InlineData("-3", -3L)]
    [InlineData("1.9", 1L)]
    [InlineData("1e3", 1000L)]
    [InlineData("99999999999999999999999", null)]
    public void ToNumber_Text_IsReadOrNull(string? text, long? expected) => ResultRow.ToNumber(text).ShouldBe(expected);

    [Fact]
    public void Cell_NameInOtherCase_IsFound() => new ResultRow(["Seconds_Behind_Master"], ["4"]).Number("seconds_behind_master").ShouldBe(4);

    [Fact]
    public void Text_OlderNameMissing_NewerIsTaken() => new ResultRow(["Source_Host"], ["db1"]).Text("Master_Host", "Source_Host").ShouldBe("db1");
}
