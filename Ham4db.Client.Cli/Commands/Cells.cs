using System.Globalization;
using Ham4db.Client.Contract;

namespace Ham4db.Client.Cli.Commands;

/// <summary>How tables write values.</summary>
internal static class Cells
{
    public static string YesNo(bool value) => value ? "yes" : "no";

    public static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Keys(IEnumerable<InstanceKey> keys) => string.Join(',', keys);
}
