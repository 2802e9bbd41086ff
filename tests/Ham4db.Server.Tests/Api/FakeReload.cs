using Ham4db.Server.Api.Nodes;
using Ham4db.Server.Configuration;

namespace Ham4db.Server.Tests.Api;

/// <summary>Remembers reloads, and refuses them when told to.</summary>
internal sealed class FakeReload : IConfigurationReload
{
    public List<string?> Reloads { get; } = [];

    public string? Refusal { get; set; }

    public void Reload(string? extraFile)
    {
        if (Refusal is not null)
        {
            throw new ConfigurationException(Refusal);
        }

        Reloads.Add(extraFile);
    }
}
