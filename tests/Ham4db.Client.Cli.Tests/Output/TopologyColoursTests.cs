using Ham4db.Client.Cli.Output;

namespace Ham4db.Client.Cli.Tests.Output;

public sealed class TopologyColoursTests
{
    [Theory]
    [InlineData("db-1:3306   [0s,ok,8.0.36,rw,ROW,>>]", "db-1:3306   \e[32m[0s,ok,8.0.36,rw,ROW,>>]\e[0m")]
    [InlineData("- db-2:3306 [unknown,invalid,8.0.36,ro,ROW,>>]", "- db-2:3306 \e[31m[unknown,invalid,8.0.36,ro,ROW,>>]\e[0m")]
    [InlineData("- db-2:3306 [null,nonreplicating,8.0.36,ro,ROW]", "- db-2:3306 \e[31m[null,nonreplicating,8.0.36,ro,ROW]\e[0m")]
    [InlineData("- db-2:3306 [null,nonreplicating,8.0.36,ro,ROW,downtimed]", "- db-2:3306 \e[33m[null,nonreplicating,8.0.36,ro,ROW,downtimed]\e[0m")]
    [InlineData("+ db-2:3306 [9s,lag,8.0.36,ro,ROW]", "+ db-2:3306 \e[33m[9s,lag,8.0.36,ro,ROW]\e[0m")]
    [InlineData("+ db-2:3306 [0s,ok,8.0.36,ro,ROW,GTID:errant]", "+ db-2:3306 \e[33m[0s,ok,8.0.36,ro,ROW,GTID:errant]\e[0m")]
    [InlineData("+ db-2:3306 [0s,ok,8.0.36,ro,ROW] [role=backup]", "+ db-2:3306 \e[32m[0s,ok,8.0.36,ro,ROW]\e[0m [role=backup]")]
    [InlineData("+ db-2:3306 |0s|ok|8.0.36|ro|ROW|>>", "+ db-2:3306 \e[32m|0s|ok|8.0.36|ro|ROW|>>\e[0m")]
    [InlineData("something else", "something else")]
    [InlineData("", "")]
    public void Paint_LineOfADrawing_HasTheColourOfItsState(string line, string painted)
    {
        TopologyColours.Paint(line, Terminals.Coloured()).ShouldBe(painted);
        TopologyColours.Paint(line, Terminals.Plain()).ShouldBe(line);
        TopologyColours.Paint(line, Terminal.None).ShouldBe(line);
    }
}
