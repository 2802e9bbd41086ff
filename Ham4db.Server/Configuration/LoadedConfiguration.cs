using System.Collections.Immutable;

namespace Ham4db.Server.Configuration;

/// <summary>A configuration that was read and checked.</summary>
/// <param name="Options">The options.</param>
/// <param name="Warnings">What an operator should know, one line each.</param>
/// <param name="Ignored">The keys that are known and not used, with their files.</param>
/// <param name="Values">The single values that the options were made of.</param>
internal sealed record LoadedConfiguration(ServerOptions Options, ImmutableArray<string> Warnings, ImmutableArray<string> Ignored, SettingValues Values);
