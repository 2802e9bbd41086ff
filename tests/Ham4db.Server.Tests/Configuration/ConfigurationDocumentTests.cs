using Ham4db.Server.Configuration;

namespace Ham4db.Server.Tests.Configuration;

public class ConfigurationDocumentTests
{
    [Fact]
    public void Document_ListsExactlyTheKeysInUse()
    {
        var rows = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Fixtures", "configuration.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal));

        rows.Order().ShouldBe(KnownKeys.Settings.Select(Row).Order());
    }

    private static string Row(Setting setting)
    {
        var aliases = setting.Aliases.IsEmpty ? string.Empty : $" (also {string.Join(", ", setting.Aliases.Select(alias => $"`{alias}`"))})";
        var value = setting.DefaultText.Length == 0 ? "(empty)" : $"`{setting.DefaultText}`";
        return $"| `{setting.Key}`{aliases} | {setting.TypeName} | {value} | {(setting.IsReloadable ? "yes" : "no")} | {setting.Meaning} |";
    }
}
