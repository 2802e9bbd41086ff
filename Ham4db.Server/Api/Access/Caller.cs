namespace Ham4db.Server.Api.Access;

/// <summary>Who sent a request, as far as authentication tells.</summary>
/// <param name="Name">The user's name; empty when nobody asked for one.</param>
/// <param name="MayChange">Whether the caller may make changes.</param>
internal sealed record Caller(string Name, bool MayChange);
