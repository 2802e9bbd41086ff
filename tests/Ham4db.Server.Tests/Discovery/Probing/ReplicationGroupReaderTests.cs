using Ham4db.Client.Contract;
using Ham4db.Server.Discovery.Probing;
using Ham4db.Server.Managed;

namespace Ham4db.Server.Tests.Discovery.Probing;

public sealed class ReplicationGroupReaderTests
{
    private static readonly string[] Columns = ["member_id", "member_host", "member_port", "member_role", "member_state", "group_name", "single_primary"];

    [Fact]
    public void Read_Secondary_OwnRowAndPrimaryAreTold()
    {
        var group = ReplicationGroupReader.Read(Members("1"), "u2");

        group.Name.ShouldBe("g");
        group.MemberRole.ShouldBe("SECONDARY");
        group.MemberState.ShouldBe("RECOVERING");
        group.IsSinglePrimary.ShouldBeTrue();
        group.PrimaryKey.ShouldBe(new InstanceKey("db1", 3306));
        group.Members.ShouldBe([new InstanceKey("db1", 3306), new InstanceKey("db3", 3306)]);
    }

    [Fact]
    public void Read_SeveralPrimaries_NothingIsKept() => ReplicationGroupReader.Read(Members("0"), "u2").Name.ShouldBeEmpty();

    [Fact]
    public void Read_InNoGroup_IsEmpty() => ReplicationGroupReader.Read(ResultTable.Empty, "u2").Name.ShouldBeEmpty();

    private static ResultTable Members(string singlePrimary) => Rows.Of(
        Columns,
        ["u3", "db3", "3306", "SECONDARY", "ONLINE", "g", singlePrimary],
        ["u1", "db1", "3306", "PRIMARY", "ONLINE", "g", singlePrimary],
        ["u2", "db2", "3306", "SECONDARY", "RECOVERING", "g", singlePrimary]);
}
