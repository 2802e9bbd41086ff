using System.Text.Json;
using System.Text.Json.Nodes;
using Ham4db.Client.Cli.Connection;
using Ham4db.Client.Cli.Output;
using Ham4db.Client.Contract;

namespace Ham4db.Client.Cli.Commands;

/// <summary>Contexts as they are printed: never with a secret.</summary>
internal static class ContextText
{
    private const string Mask = "********";

    /// <summary>All contexts.</summary>
    public static Answer List(ContextBook book)
    {
        var entries = book.Contexts.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => new Entry(entry.Key, entry.Value, entry.Key == book.Current)).ToList();
        return new Answer(
            [.. entries.Select(entry => $"{(entry.IsCurrent ? '*' : ' ')} {entry.Name} {string.Join(' ', entry.Context.Endpoints)}")],
            () => Write(new JsonArray([.. entries.Select(ToJson)])),
            ExitCode.Done)
        {
            Table = () => Table.Of(entries, Listed),
        };
    }

    /// <summary>One context.</summary>
    public static Answer Show(ChosenContext chosen, bool isCurrent)
    {
        var entry = new Entry(chosen.Name, chosen.Context, isCurrent);
        return new Answer(
            [.. Facts(entry).Select(fact => $"{fact.Name}: {fact.Value}")],
            () => Write(ToJson(entry)),
            ExitCode.Done)
        {
            Table = () => Table.OfOne(entry, [.. Facts(entry).Select(fact => new Column<Entry>(fact.Name.ToUpperInvariant(), _ => fact.Value))]),
        };
    }

    private static IReadOnlyList<Column<Entry>> Listed =>
    [
        new("NAME", entry => entry.Name),
        new("CURRENT", entry => Cells.YesNo(entry.IsCurrent)),
        new("ENDPOINTS", entry => string.Join(',', entry.Context.Endpoints)),
        new("USER", entry => entry.Context.User ?? string.Empty),
    ];

    private static IEnumerable<(string Name, string Value)> Facts(Entry entry)
    {
        var context = entry.Context;
        yield return ("name", entry.Name);
        yield return ("current", Cells.YesNo(entry.IsCurrent));
        yield return ("endpoints", string.Join(' ', context.Endpoints));
        foreach (var (name, value) in new[]
        {
            ("user", context.User),
            ("password", string.IsNullOrEmpty(context.Password) ? null : Mask),
            ("header", context.Header),
            ("token", string.IsNullOrEmpty(context.Token) ? null : Mask),
            ("ca-file", context.CaFile),
            ("cert-file", context.CertFile),
            ("key-file", context.KeyFile),
        })
        {
            if (value is not null)
            {
                yield return (name, value);
            }
        }
    }

    private static string Write(JsonNode node) => JsonLine.Write(JsonSerializer.SerializeToElement(node, WireJson.Default.JsonNode));

    private static JsonNode ToJson(Entry entry)
        => new JsonObject(Facts(entry).Select(fact => KeyValuePair.Create(fact.Name, fact.Name switch
        {
            "current" => (JsonNode?)JsonValue.Create(entry.IsCurrent),
            "endpoints" => new JsonArray([.. entry.Context.Endpoints.Select(endpoint => (JsonNode?)JsonValue.Create(endpoint))]),
            _ => JsonValue.Create(fact.Value),
        })));

    private sealed record Entry(string Name, Context Context, bool IsCurrent);
}
