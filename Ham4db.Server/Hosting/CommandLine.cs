using Ham4db.Server.Api.Nodes;
using Ham4db.Server.Configuration;

namespace Ham4db.Server.Hosting;

/// <summary>What the command line asks for.</summary>
/// <param name="ConfigFile">The configuration file; null to search the usual places.</param>
/// <param name="Answer">A text to print instead of running; null to run.</param>
internal sealed record CommandLine(string? ConfigFile, string? Answer)
{
    /// <summary>Whether this server is to lead from its start on, whoever led before.</summary>
    public bool GrabsElection { get; init; }

    /// <summary>The configuration files to read, in order; perhaps none.</summary>
    public IReadOnlyList<string> ConfigFiles => ConfigFile is null ? ConfigurationFile.Search(File.Exists) : [ConfigFile];

    private const string Help =
        """
        ham4db-server watches MySQL and MariaDB replication topologies.

        Usage: ham4db-server [--config FILE] [--grab-election]

          --config FILE   configuration file (JSON). Without it those of /etc/ham4db.conf.json,
                          conf/ham4db.conf.json and ham4db.conf.json that exist are read, the later
                          ones over the earlier; else those of orchestrator.conf.json in the same
                          places; else the server runs alone on port 3000 and keeps its data in
                          ./ham4db.sqlite3.
          --grab-election takes the lead from the server that has it, as the API's grab-election does
                          later. For servers that share a backend; raft has raft-yield.
          --version       prints the version
          --help          prints this

        HAM4DB_<Key> in the environment overrides a key of the file. SIGTERM and SIGINT stop the server,
        SIGHUP makes it read its configuration again.
        """;

    /// <summary>Reads the arguments. Options may have one dash or two, and a value after a blank or an equals sign.</summary>
    /// <exception cref="StartException">An argument is not known, or lacks its value.</exception>
    public static CommandLine Parse(IReadOnlyList<string> arguments)
    {
        string? file = null;
        var grabs = false;
        for (var index = 0; index < arguments.Count; index++)
        {
            var (name, value) = Split(arguments[index]);
            switch (name)
            {
                case "version" when value is null:
                    return new CommandLine(null, $"ham4db-server {NodeIdentity.Version}");
                case "help" or "h" when value is null:
                    return new CommandLine(null, Help);
                case "config":
                    file = value ?? (++index < arguments.Count ? arguments[index] : null);
                    if (string.IsNullOrEmpty(file))
                    {
                        throw new StartException("--config needs the name of a file: ham4db-server --config FILE");
                    }

                    break;
                case "grab-election" when value is null:
                    grabs = true;
                    break;
                default:
                    throw new StartException($"unknown argument {arguments[index]}: ham4db-server --help tells what there is");
            }
        }

        return new CommandLine(file, null) { GrabsElection = grabs };
    }

    /// <summary>Refuses what does not go with the configuration.</summary>
    /// <exception cref="StartException">It does not.</exception>
    public void RequireFits(ServerOptions options)
    {
        if (GrabsElection && options.Raft.Enabled)
        {
            throw new StartException("--grab-election does not go with RaftEnabled, where a majority elects: start without it, then ham4db-client raft-yield hands leadership over");
        }
    }

    private static (string? Name, string? Value) Split(string argument)
    {
        var bare = argument switch
        {
            ['-', '-', .. var rest] => rest,
            ['-', .. var rest] => rest,
            _ => null,
        };
        var parts = bare?.Split('=', 2);
        return (parts?[0], parts is [_, var value] ? value : null);
    }
}
