namespace Ham4db.Client.Cli.Doctor;

/// <summary>The certificate that a node showed.</summary>
/// <param name="Names">Host names and addresses that it is made out to; the subject's name when it has none of them.</param>
/// <param name="Ends">Until when it is valid.</param>
/// <param name="Problem">Why it is not trusted; null when it is.</param>
internal sealed record CertificateFacts(IReadOnlyList<string> Names, DateTimeOffset Ends, string? Problem);
