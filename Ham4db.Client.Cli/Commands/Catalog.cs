using Ham4db.Client.Cli.Arguments;

namespace Ham4db.Client.Cli.Commands;

/// <summary>Every command, by each of its names.</summary>
internal static class Catalog
{
    /// <summary>The commands in the order of help.</summary>
    public static IReadOnlyList<Command> All { get; } =
    [
        .. GeneralCommands.All, .. TopologyCommands.All, .. ClusterCommands.All, .. InstanceCommands.All, .. NameCommands.All, .. TagCommands.All,
        .. PoolCommands.All, .. DowntimeCommands.All, .. MaintenanceCommands.All, .. RelocationCommands.All, .. ReplicationCommands.All,
        .. GtidCommands.All, .. RecoveryCommands.All, .. AuditCommands.All, .. RaftCommands.All, .. NodeCommands.All,
    ];

    /// <summary>Finds a command by any of its names; the first <c>slave</c> in a name is read as <c>replica</c> when there is none of that name.</summary>
    /// <exception cref="UsageException">There is no such command.</exception>
    public static Command Get(string typed)
    {
        var name = ReadSlaveAsReplica(typed);
        if ((Find(typed) ?? Find(name)) is { } found)
        {
            return found;
        }

        throw new UsageException(Nearest.To(name, All.SelectMany(command => command.Names)) is { } nearest
            ? $"unknown command \"{typed}\": did you mean {nearest}?"
            : $"unknown command \"{typed}\": \"{Program.Name} help\" lists the commands");
    }

    /// <summary>Finds a command by exactly one of its names; null when there is none.</summary>
    public static Command? Find(string name) => All.FirstOrDefault(command => command.Names.Contains(name));

    private static string ReadSlaveAsReplica(string name)
        => name.IndexOf("slave", StringComparison.Ordinal) is var start and >= 0
            ? string.Concat(name.AsSpan(0, start), "replica", name.AsSpan(start + "slave".Length))
            : name;
}
