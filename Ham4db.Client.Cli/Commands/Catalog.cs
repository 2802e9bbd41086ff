using Ham4db.Client.Cli.Arguments;

namespace Ham4db.Client.Cli.Commands;

/// <summary>Every command, by each of its names.</summary>
internal static class Catalog
{
    /// <summary>The commands in the order of help.</summary>
    public static IReadOnlyList<Command> All { get; } =
    [
        .. GeneralCommands.All, .. TopologyCommands.All, .. ClusterCommands.All, .. InstanceCommands.All, .. TagCommands.All, .. DowntimeCommands.All,
        .. RaftCommands.All,
    ];

    /// <summary>Finds a command by any of its names; the first <c>slave</c> in a name is read as <c>replica</c>.</summary>
    /// <exception cref="UsageException">There is no such command.</exception>
    /// <exception cref="CommandFailedException">The shell scripts have it, and this version does not.</exception>
    public static Command Get(string typed)
    {
        var name = ReadSlaveAsReplica(typed);
        if (All.FirstOrDefault(command => command.Name == name || command.OtherNames.Contains(name)) is { } found)
        {
            return found;
        }

        if (LaterCommands.Names.Contains(name) || LaterCommands.Names.Contains(typed))
        {
            throw new CommandFailedException(
                $"this version does not have the command {typed} yet; \"{Program.Name} -c api -P <path>\" reaches its route", ExitCode.Refused);
        }

        var known = All.SelectMany(command => command.OtherNames.Prepend(command.Name)).Concat(LaterCommands.Names);
        throw new UsageException(Nearest.To(name, known) is { } nearest
            ? $"unknown command \"{typed}\": did you mean {nearest}?"
            : $"unknown command \"{typed}\": \"{Program.Name} help\" lists the commands");
    }

    private static string ReadSlaveAsReplica(string name)
        => name.IndexOf("slave", StringComparison.Ordinal) is var start and >= 0
            ? string.Concat(name.AsSpan(0, start), "replica", name.AsSpan(start + "slave".Length))
            : name;
}
