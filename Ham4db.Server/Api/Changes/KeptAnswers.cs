using Ham4db.Server.Api.Replies;
using Ham4db.Server.Backend;
using Ham4db.Server.Backend.Commands;

namespace Ham4db.Server.Api.Changes;

/// <summary>The results of changes that were made under an idempotency key before.</summary>
internal sealed class KeptAnswers(IDecidedStore decided)
{
    /// <summary>Looks a key up before anything is done, or even looked at, for the request.</summary>
    /// <returns>What the change did the first time; null when the key is new.</returns>
    /// <exception cref="RequestRefusedException">The key was used before with another request.</exception>
    public CommandResult? Find(IdempotencyKey? key)
    {
        if (key is null || !decided.Current.KeptResults.TryGetValue(key.Value, out var kept))
        {
            return null;
        }

        return kept.RequestDigest == key.RequestDigest ? kept.Result with { IsReplay = true } : throw Reused(key.Value);
    }

    /// <summary>The refusal of a key that was used before with another request.</summary>
    public static RequestRefusedException Reused(string key) => RequestRefusedException.Conflict(
        $"The idempotency key {key} was used before with another request. Nothing was done: use a new key for a new change.");
}
