using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ham4db.Client.Tests.Scenarios;

/// <summary>A file of <c>tests/scenarios</c>; its README says what each field means.</summary>
internal sealed record Scenario(
    string Why, ScenarioOptions? Options, IReadOnlyDictionary<string, IReadOnlyList<ScenarioState>> Nodes, IReadOnlyList<ScenarioCall> Calls, ScenarioExpectation Expect)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    public static Scenario Read(string file) => JsonSerializer.Deserialize<Scenario>(File.ReadAllText(file), Json)!;
}

internal sealed record ScenarioOptions(IReadOnlyList<string>? Endpoints, int DeadlineMs = 30_000);

internal sealed record ScenarioState(string Role, int AtMs = 0, string Server = "ham4db", long Term = 0, string? Leader = null, bool Routes = false, int SlowMs = 0)
{
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Fails { get; init; } = new Dictionary<string, IReadOnlyList<string>>();
}

internal sealed record ScenarioCall(string Does, string Result, int AtMs = 0, string? AnsweredBy = null, int? WithinMs = null);

internal sealed record ScenarioExpectation(IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>>? Requests, string? Key, string? Method);
