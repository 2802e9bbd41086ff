using Ham4db.Client.Cli.Arguments;
using Ham4db.Client.Cli.Output;

namespace Ham4db.Client.Cli.Commands;

/// <summary>What a command that asks no server works with.</summary>
/// <param name="Line">The arguments.</param>
/// <param name="Call">The checked inputs.</param>
/// <param name="Variables">The environment.</param>
/// <param name="Questions">Who can be asked.</param>
internal sealed record Workplace(CommandLine Line, Call Call, IReadOnlyDictionary<string, string> Variables, Questions Questions);
