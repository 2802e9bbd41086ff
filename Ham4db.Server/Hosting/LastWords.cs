namespace Ham4db.Server.Hosting;

/// <summary>The one line on the error stream by which a server that ends with exit code 1 says why. Only the first is written.</summary>
internal sealed class LastWords(TextWriter errors)
{
    private int _isSaid;

    /// <summary>Says why the server ends.</summary>
    /// <returns>False when a reason was given before.</returns>
    public bool TrySay(string reason)
    {
        if (Interlocked.Exchange(ref _isSaid, 1) != 0)
        {
            return false;
        }

        errors.WriteLine($"ham4db-server: {reason.ReplaceLineEndings(" ")}");
        errors.Flush();
        return true;
    }
}
