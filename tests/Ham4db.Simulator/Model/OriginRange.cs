namespace Ham4db.Simulator.Model;

/// <summary>Transactions that one server wrote first. Transactions are numbered from 1 along the whole history of a tree.</summary>
/// <param name="Writer">The server id of the writer.</param>
/// <param name="First">Number of its first transaction.</param>
/// <param name="Last">Number of its last; <see cref="long.MaxValue"/> while it may still write.</param>
internal readonly record struct OriginRange(uint Writer, long First, long Last);
