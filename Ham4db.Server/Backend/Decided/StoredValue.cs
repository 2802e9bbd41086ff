namespace Ham4db.Server.Backend.Decided;

/// <summary>A value of the key-value store, and when it was set.</summary>
public sealed record StoredValue(string Value, DateTimeOffset UpdatedAt);
