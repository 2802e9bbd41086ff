using System.Net;

namespace Ham4db.Testing;

/// <summary>One host of <see cref="NetworkNamespaces"/>.</summary>
/// <param name="Name">Name of its network namespace.</param>
/// <param name="Address">Its address, for its peers and for this process alike.</param>
public sealed record NetworkHost(string Name, IPAddress Address)
{
    /// <summary>The command that runs a program in this host; the process id stays that of the program.</summary>
    internal (string Program, IEnumerable<string> Arguments) Inside(string program, IEnumerable<string> arguments)
        => (NetworkSupport.Program, ["netns", "exec", Name, program, .. arguments]);
}
