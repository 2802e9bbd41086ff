namespace Ham4db.Testing;

/// <summary>What the nodes have stored of the changes of a <see cref="MixedLoad"/>, beside what they should have.</summary>
/// <param name="Lost">Acknowledged and not there.</param>
/// <param name="Twice">There more than once, or not asked for.</param>
public sealed record ChangesFound(IReadOnlyList<string> Lost, IReadOnlyList<string> Twice);
