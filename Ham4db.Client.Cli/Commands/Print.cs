using Ham4db.Client.Contract;

namespace Ham4db.Client.Cli.Commands;

/// <summary>The forms of text that many commands share.</summary>
internal static class Print
{
    /// <summary>No line: done is all there is to say.</summary>
    public static IEnumerable<string> Nothing<T>(T reply) => [];

    /// <summary>One line; an empty text is an empty line.</summary>
    public static IEnumerable<string> Text(string text) => [text];

    /// <summary>One line each.</summary>
    public static IEnumerable<string> Texts(IReadOnlyList<string> texts) => texts;

    /// <summary><c>host:port</c>.</summary>
    public static IEnumerable<string> Key(InstanceKey key) => [key.ToString()];

    /// <summary><c>host:port</c> each.</summary>
    public static IEnumerable<string> Keys(IReadOnlyList<InstanceKey> keys) => keys.Select(key => key.ToString());

    /// <summary><c>host:port</c>.</summary>
    public static IEnumerable<string> Key(Instance instance) => [instance.Key.ToString()];

    /// <summary><c>replica&lt;master</c>.</summary>
    public static IEnumerable<string> BelowMaster(Instance instance) => [$"{instance.Key}<{instance.MasterKey}"];

    /// <summary><c>host:port</c> of each moved replica; of their new master, where the server names only that.</summary>
    public static IEnumerable<string> Moved(MovedReplicas moved)
        => moved.Replicas.Count == 0 && moved.NewMaster is { } master ? Key(master) : Keys(moved.Replicas);

    /// <summary>The server's words about replicas that could not be moved.</summary>
    public static string? NotMoved(MovedReplicas moved) => moved.Errors > 0 ? moved.Message : null;

    /// <summary><c>host:port</c> each.</summary>
    public static IEnumerable<string> Keys(IReadOnlyList<Instance> instances) => instances.Select(instance => instance.Key.ToString());
}
