using Ham4db.Simulator.Sql;

namespace Ham4db.Simulator.Model;

/// <summary>What a test wants a statement to be answered with: one of the two is not null.</summary>
internal sealed record ScriptedAnswer(Table? Table, SqlErrorException? Error);
