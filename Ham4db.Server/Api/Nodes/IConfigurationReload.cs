using Ham4db.Server.Configuration;

namespace Ham4db.Server.Api.Nodes;

/// <summary>Reads this node's configuration again.</summary>
internal interface IConfigurationReload
{
    /// <summary>Reads the same files, and perhaps one more after them. All or nothing.</summary>
    /// <param name="extraFile">A further file; null for none.</param>
    /// <exception cref="ConfigurationException">It cannot be used; what is in force stays so.</exception>
    void Reload(string? extraFile);
}
