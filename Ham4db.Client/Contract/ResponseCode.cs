namespace Ham4db.Client.Contract;

/// <summary>The values of an envelope's <c>Code</c>.</summary>
public static class ResponseCode
{
    /// <summary>The request was carried out.</summary>
    public const string Ok = "OK";

    /// <summary>The request was refused or failed; the message says why.</summary>
    public const string Error = "ERROR";
}
