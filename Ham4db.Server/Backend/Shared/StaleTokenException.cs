using System.Globalization;

namespace Ham4db.Server.Backend.Shared;

/// <summary>A write came under a fencing token that is no longer, or not yet, in force. Nothing was done.</summary>
internal sealed class StaleTokenException(long token, long inForce) : Exception(string.Create(
    CultureInfo.InvariantCulture, $"The write came under fencing token {token}, but {inForce} is in force in the shared database: leadership has moved. Nothing was done."));
