namespace Ham4db.Client.Cli.Output;

/// <summary>Writes to both standard streams. What is shown for the moment is erased before anything that stays.</summary>
internal sealed class Printer(Shell shell)
{
    /// <summary>EPIPE, as Linux and macOS number it; .NET keeps it in the exception.</summary>
    private const int BrokenPipe = 32;

    private readonly Lock _gate = new();
    private bool _showsMoment;

    /// <summary>Writes an answer to standard output.</summary>
    /// <returns><paramref name="exitCode"/>; another one when that was <see cref="ExitCode.Done"/> and nobody got the answer.</returns>
    public int Print(string text, int exitCode)
    {
        try
        {
            Write(text);
            return exitCode;
        }
        catch (CommandFailedException failed)
        {
            if (failed.Message.Length > 0)
            {
                Tell(failed.Message);
            }

            return exitCode == ExitCode.Done ? failed.ExitCode : exitCode;
        }
    }

    /// <summary>Writes to standard output, at once.</summary>
    /// <exception cref="CommandFailedException">It cannot be written; without words when the reader went away, as <c>head</c> does.</exception>
    public void Write(string text)
    {
        EndMoment();
        try
        {
            shell.Output.Write(text);
            shell.Output.Flush();
        }
        catch (IOException gone) when (gone.HResult == BrokenPipe)
        {
            throw new CommandFailedException(string.Empty, ExitCode.ReaderGone);
        }
        catch (Exception broken) when (IsStreamFailure(broken))
        {
            throw new CommandFailedException($"cannot write to standard output: {broken.Message}", ExitCode.Refused);
        }
    }

    /// <summary>Says one line on standard error.</summary>
    public void Tell(string message) => WriteError($"{shell.Dialect.ProgramName}: {message.ReplaceLineEndings(" ")}\n");

    /// <summary>Writes to standard error.</summary>
    public void WriteError(string text)
    {
        lock (_gate)
        {
            Erase();
            TryWriteError(text);
        }
    }

    /// <summary>Shows a line on standard error until something else is written.</summary>
    public void ShowMoment(string text)
    {
        lock (_gate)
        {
            TryWriteError(Ink.EraseLine + text);
            _showsMoment = true;
        }
    }

    /// <summary>Erases what is shown for the moment.</summary>
    public void EndMoment()
    {
        lock (_gate)
        {
            Erase();
        }
    }

    private void Erase()
    {
        if (_showsMoment)
        {
            TryWriteError(Ink.EraseLine);
            _showsMoment = false;
        }
    }

    private void TryWriteError(string text)
    {
        try
        {
            shell.Error.Write(text);
        }
        catch (Exception closed) when (IsStreamFailure(closed))
        {
            // Nobody is left to tell; the exit code still does.
        }
    }

    /// <summary>A closed standard stream fails as one that must not be written to.</summary>
    private static bool IsStreamFailure(Exception exception) => exception is IOException or UnauthorizedAccessException;
}
