namespace Ham4db.Simulator;

/// <summary>A MySQL replication group in single-primary mode. Its members are the instances that joined it.</summary>
public sealed class SimulatedGroup
{
    private volatile IReadOnlyList<SimulatedInstance> _members = [];

    /// <summary>The value of <c>group_replication_group_name</c>, a UUID.</summary>
    public string Name { get; } = Guid.NewGuid().ToString();

    /// <summary>Members in the order they joined; the first that serves is the primary.</summary>
    public IReadOnlyList<SimulatedInstance> Members => _members;

    /// <summary>The primary; null when no member serves.</summary>
    public SimulatedInstance? Primary => _members.FirstOrDefault(member => member.Reachability == Reachability.Serving);

    internal void Add(SimulatedInstance member) => _members = [.. _members.Where(known => known != member), member];

    internal void Remove(SimulatedInstance member) => _members = [.. _members.Where(known => known != member)];
}
