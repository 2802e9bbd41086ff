using System.Diagnostics.CodeAnalysis;
using Ham4db.Samples.LocalCluster.Databases;

namespace Ham4db.Samples.LocalCluster;

/// <summary>What the command line asks for.</summary>
/// <param name="Databases">Which databases to run.</param>
/// <param name="Tour">Whether to run the scripted tour rather than stay up.</param>
/// <param name="ShowHelp">Whether to print the help alone.</param>
internal sealed record SampleOptions(DatabaseKind Databases, bool Tour, bool ShowHelp)
{
    public const string Help =
        """
        Runs a Ham4db cluster on this machine: three servers on 127.0.0.1 that watch one database master and its three replicas.

        dotnet run --project samples/LocalCluster [-- OPTIONS]

          --tour      run a scripted tour and exit: draw the topology, kill the leader under load, bring it back
          --mariadb   use real mariadbd processes, and fail when there is no mariadbd
          --fleet     use the embedded fleet of simulated servers, even when there is a mariadbd
          --help      show this

        Without --mariadb or --fleet, real mariadbd processes are used where mariadbd is installed.
        Ctrl-C takes everything down; no process and no file is left.

        Exit codes: 0 done, 1 something failed (in the tour: also one failed call), 2 wrong options or no mariadbd, 130 tour interrupted.
        """;

    /// <summary>Reads the command line.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="options">What they ask for; null when they cannot be read.</param>
    /// <param name="problem">Why not, in one line; null when they can.</param>
    public static bool TryParse(
        IReadOnlyList<string> arguments, [NotNullWhen(true)] out SampleOptions? options, [NotNullWhen(false)] out string? problem)
    {
        options = new SampleOptions(DatabaseKind.WhatIsHere, Tour: false, ShowHelp: false);
        problem = null;
        foreach (var argument in arguments)
        {
            switch (argument)
            {
                case "--tour":
                    options = options with { Tour = true };
                    break;
                case "--help" or "-h":
                    options = options with { ShowHelp = true };
                    break;
                case "--mariadb" when options.Databases != DatabaseKind.Fleet:
                    options = options with { Databases = DatabaseKind.MariaDb };
                    break;
                case "--fleet" when options.Databases != DatabaseKind.MariaDb:
                    options = options with { Databases = DatabaseKind.Fleet };
                    break;
                case "--mariadb" or "--fleet":
                    problem = "--mariadb and --fleet exclude each other: give one of them";
                    return false;
                default:
                    problem = $"unknown option {argument}; known are --tour, --mariadb, --fleet, --help";
                    return false;
            }
        }

        return true;
    }
}
