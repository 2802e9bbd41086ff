using System.Globalization;

namespace Ham4db.Benchmarks;

/// <summary>What <see cref="SharedChaosBenchmark"/> is told.</summary>
/// <param name="Duration">How long faults are made.</param>
/// <param name="Seed">The same seed makes the same faults in the same order.</param>
/// <param name="Mode">What the servers share.</param>
/// <param name="Logs">Directory for what the servers print; null to keep nothing.</param>
internal sealed record SharedChaosOptions(TimeSpan Duration, int Seed, SharedChaosMode Mode, string? Logs)
{
    /// <summary>Reads them from a command line.</summary>
    /// <returns>Null when it cannot be understood.</returns>
    public static SharedChaosOptions? Parse(ReadOnlySpan<string> arguments)
    {
        var options = new SharedChaosOptions(TimeSpan.FromMinutes(10), Random.Shared.Next(), SharedChaosMode.Database, null);
        for (var i = 0; i < arguments.Length; i++)
        {
            var value = i + 1 < arguments.Length ? arguments[i + 1] : string.Empty;
            switch (arguments[i])
            {
                case "--seed" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seed):
                    options = options with { Seed = seed };
                    i++;
                    break;
                case "--mode" when Enum.TryParse<SharedChaosMode>(value.Replace("-", string.Empty, StringComparison.Ordinal), ignoreCase: true, out var mode):
                    options = options with { Mode = mode };
                    i++;
                    break;
                case "--logs" when value.Length > 0:
                    options = options with { Logs = value };
                    i++;
                    break;
                case var minutes when int.TryParse(minutes, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0:
                    options = options with { Duration = TimeSpan.FromMinutes(number) };
                    break;
                default:
                    return null;
            }
        }

        return options;
    }
}
