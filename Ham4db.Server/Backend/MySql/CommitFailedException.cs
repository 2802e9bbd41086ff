namespace Ham4db.Server.Backend.MySql;

/// <summary>The commit was sent, and the answer did not say that it was refused: whether it took effect is unknown.</summary>
internal sealed class CommitFailedException(Exception cause) : Exception(cause.Message, cause);
