namespace Ham4db.Client.Cli.Output;

/// <summary>Asks the person at the terminal.</summary>
internal sealed class Questions(Shell shell, Printer printer)
{
    /// <summary>Whether somebody is there: standard input and standard error are terminals.</summary>
    public bool CanAsk => shell.HasKeyboard && shell.ErrorTerminal.IsInteractive;

    /// <summary>Asks for a line; null when the input ends.</summary>
    public Task<string?> AskAsync(string question, CancellationToken interrupted) => ReadAsync(question, shell.ReadLine, interrupted);

    /// <summary>Asks for a line that is not shown.</summary>
    public async Task<string?> AskSecretAsync(string question, CancellationToken interrupted)
    {
        var secret = await ReadAsync(question, shell.ReadSecret, interrupted).ConfigureAwait(false);
        printer.WriteError("\n");
        return secret;
    }

    /// <summary>Reads a line of standard input without asking; null at its end.</summary>
    public Task<string?> ReadLineAsync(CancellationToken interrupted) => ReadAsync(string.Empty, shell.ReadLine, interrupted);

    private async Task<string?> ReadAsync(string question, Func<string?> read, CancellationToken interrupted)
    {
        if (question.Length > 0)
        {
            printer.WriteError(question);
        }

        // Reading blocks, and Ctrl-C must not wait for it.
        return await Task.Run(read, interrupted).WaitAsync(interrupted).ConfigureAwait(false);
    }
}
