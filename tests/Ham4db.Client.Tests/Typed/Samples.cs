using Ham4db.Client.Contract;

namespace Ham4db.Client.Tests.Typed;

/// <summary>What the rows have in common.</summary>
internal static class Samples
{
    public const string Hard = "a/b?c#d e%ü+&=";

    public const string HardEncoded = "a%2Fb%3Fc%23d%20e%25%C3%BC%2B%26%3D";

    /// <summary>The instances of the recordings.</summary>
    public static readonly InstanceKey First = new("127.0.0.1", 10111);

    public static readonly InstanceKey Second = new("127.0.0.1", 10112);

    public static readonly InstanceKey Third = new("127.0.0.1", 10113);

    public static readonly InstanceKey Fourth = new("127.0.0.1", 10114);

    public static readonly InstanceKey Db1 = new("db-1", 3306);

    public static readonly InstanceKey Db2 = new("db-2", 3306);

    public const string Db1Json = """{"Hostname":"db-1","Port":3306}""";

    public const string Db2Json = """{"Hostname":"db-2","Port":3306}""";

    public const string RecoveryJson = """{"Id":7,"UID":"1:x","SuccessorKey":{"Hostname":"db-2","Port":3306},"IsSuccessful":true}""";

    public static void IsDb1(InstanceKey key) => key.ShouldBe(Db1);

    public static void IsRecovery(TopologyRecovery recovery) => recovery.SuccessorKey.ShouldBe(Db2);

    public static void AreRecoveries(IReadOnlyList<TopologyRecovery> recoveries) => recoveries.ShouldHaveSingleItem().UID.ShouldBe("1:x");
}
