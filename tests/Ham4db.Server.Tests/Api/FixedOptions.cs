using Ham4db.Server.Configuration;

namespace Ham4db.Server.Tests.Api;

/// <summary>A configuration that a test may replace.</summary>
internal sealed class FixedOptions(ServerOptions options) : ILiveOptions
{
    public ServerOptions Current { get; set; } = options;
}
