namespace Ham4db.Server.Api.Routing;

/// <summary>A path that only the typed dialect has.</summary>
/// <param name="Path">After <c>/api/mysql/</c>.</param>
/// <param name="Method">The method of ham4db (Go) where it is not GET; null otherwise.</param>
internal readonly record struct TypedPath(string Path, string? Method = null);
