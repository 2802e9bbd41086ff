using Ham4db.Server.Backend.Commands;

namespace Ham4db.Server.Backend.Decided;

/// <summary>What applying a command comes to.</summary>
/// <param name="State">The state afterwards.</param>
/// <param name="Rows">What has to be written for it, in order.</param>
/// <param name="Result">The answer to who submitted it.</param>
internal sealed record DecisionOutcome(DecidedState State, IReadOnlyList<RowChange> Rows, CommandResult Result);
