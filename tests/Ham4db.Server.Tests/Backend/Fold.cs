using System.Text;
using Ham4db.Server.Backend.Commands;
using Ham4db.Server.Backend.Decided;

namespace Ham4db.Server.Tests.Backend;

/// <summary>Applies commands one after the other, and shows states as text so that they can be compared.</summary>
internal static class Fold
{
    public static readonly DateTimeOffset Noon = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    public static CommandEnvelope At(this Command command, DateTimeOffset time, string? key = null, string digest = "d")
        => new(Guid.Empty, key, key is null ? null : digest, time, command);

    public static DecidedState Apply(this DecidedState state, params IEnumerable<CommandEnvelope> envelopes)
        => envelopes.Aggregate(state, (before, envelope) => Decision.Apply(before, envelope).State);

    public static string Show(this DecidedState state)
    {
        var document = new MemoryStream();
        DecidedDocument.Write(document, state);
        return Encoding.UTF8.GetString(document.GetBuffer(), 0, (int)document.Length);
    }
}
