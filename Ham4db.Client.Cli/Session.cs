using System.Net;
using Ham4db.Client.Cli.Arguments;
using Ham4db.Client.Cli.Commands;
using Ham4db.Client.Cli.Connection;
using Ham4db.Client.Cli.Output;
using Microsoft.Extensions.Logging;

namespace Ham4db.Client.Cli;

/// <summary>One run of the program: arguments in, answer and exit code out.</summary>
internal sealed class Session
{
    /// <summary>What the Go servers say, outside any envelope, to a path they do not know.</summary>
    private const string NoSuchRoute = "404 page not found";

    private readonly Shell _shell;

    private Session(Shell shell) => _shell = shell;

    /// <summary>Runs one command. Whatever goes wrong becomes one line on standard error and an exit code.</summary>
    /// <param name="arguments">The arguments, the program's name not among them.</param>
    /// <param name="shell">What surrounds the program.</param>
    /// <param name="interrupted">Cancelled by Ctrl-C.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, Shell shell, CancellationToken interrupted)
    {
        var session = new Session(shell);
        var running = (Command?)null;
        try
        {
            return await session.RunAsync(arguments, command => running = command, interrupted).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
        {
            return session.Fail(
                running is { IsChange: true } ? $"interrupted: {running.Name} may have been carried out; look before you repeat it" : "interrupted",
                ExitCode.Interrupted);
        }
        catch (UsageException wrong)
        {
            return session.Fail(wrong.Message, ExitCode.WrongUsage);
        }
        catch (ArgumentException wrong)
        {
            // The SDK checks once more what it is given, before it sends anything.
            var message = wrong.ParamName is null ? wrong.Message : wrong.Message.Replace($" (Parameter '{wrong.ParamName}')", string.Empty, StringComparison.Ordinal);
            return session.Fail(message, ExitCode.WrongUsage);
        }
        catch (CommandFailedException failed)
        {
            return session.Fail(failed.Message, failed.ExitCode);
        }
        catch (Ham4dbException failed)
        {
            return session.Fail(failed);
        }
        catch (Exception unexpected)
        {
            // The last resort of the whole program: a person must never see a stack trace.
            return session.Fail($"unexpected {unexpected.GetType().Name}: {unexpected.Message}; please report it with the command", ExitCode.Refused);
        }
    }

    private async Task<int> RunAsync(IReadOnlyList<string> arguments, Action<Command> starts, CancellationToken interrupted)
    {
        var line = CommandLine.Read(arguments);
        if (line.Has(Options.Version))
        {
            return Print($"{Program.Name} {Program.Version}\n", ExitCode.Done);
        }

        if (line.CommandName is null)
        {
            return line.Has(Options.Help)
                ? Print(HelpText.All(), ExitCode.Done)
                : throw new UsageException($"no command given: \"{Program.Name} help\" lists them, for example: {Program.Name} topology mycluster");
        }

        var command = Catalog.Get(line.CommandName);
        if (command == GeneralCommands.Help)
        {
            return Print(line.Words is [var topic, ..] ? HelpText.Of(Catalog.Get(topic)) : HelpText.All(), ExitCode.Done);
        }

        if (line.Has(Options.Help))
        {
            return Print(HelpText.Of(command), ExitCode.Done);
        }

        var isJson = ReadOutput(line);
        var settings = Settings.Read(_shell);
        foreach (var warning in settings.Warnings)
        {
            Tell(warning);
        }

        var server = Server.Read(line, settings, command.DefaultTimeout);
        var call = CallReader.Read(command, line, settings, server, _shell.UserName);
        starts(command);
        using var explanation = line.Has(Options.Explain) ? new Explanation(Tell) : null;
        var client = Connect(server, explanation);
        await using (client.ConfigureAwait(false))
        {
            return command switch
            {
                LastingCommand lasting => await lasting.Run(Post(line, isJson, server, call, client), interrupted).ConfigureAwait(false),
                AnsweringCommand answering => await AnswerAsync(answering).ConfigureAwait(false),
                _ => throw new InvalidOperationException($"{command.Name} neither answers nor lasts."),
            };
        }

        async Task<int> AnswerAsync(AnsweringCommand answering)
        {
            var answer = await answering.RunAsync(client, call, interrupted).ConfigureAwait(false);
            var text = isJson ? answer.Json() + "\n" : string.Concat(answer.Lines.Select(each => each + "\n"));
            return line.Has(Options.Quiet) ? answer.ExitCode : Print(text, answer.ExitCode);
        }
    }

    private Watchpost Post(CommandLine line, bool isJson, Server server, Call call, IHam4dbClient client)
        => new(line.Has(Options.Quiet) ? static _ => { } : Write)
        {
            Call = call,
            Server = server,
            Client = client,
            Tell = Tell,
            IsJson = isJson,
            Terminal = line.Has(Options.Quiet) || isJson ? Terminal.None : _shell.OutputTerminal,
            ErrorTerminal = line.Has(Options.Quiet) ? Terminal.None : _shell.ErrorTerminal,
            Clock = _shell.Clock,
        };

    /// <exception cref="CommandFailedException">It cannot be written.</exception>
    private void Write(string text)
    {
        try
        {
            _shell.Output.Write(text);
            _shell.Output.Flush();
        }
        catch (Exception broken) when (IsStreamFailure(broken))
        {
            throw new CommandFailedException($"cannot write to standard output: {broken.Message}", ExitCode.Refused);
        }
    }

    private IHam4dbClient Connect(Server server, ILoggerFactory? loggers) => Ham4dbClient.Create(server.ToOptions(), loggers, _shell.Clock);

    private static bool ReadOutput(CommandLine line) => line[Options.Output] switch
    {
        null or "text" => false,
        "json" => true,
        var other => throw new UsageException($"output \"{other}\" is unknown: write --output text or --output json"),
    };

    private int Fail(Ham4dbException failed)
    {
        switch (failed)
        {
            case Ham4dbRejectedException { StatusCode: HttpStatusCode.Unauthorized }:
                return Fail($"{failed.Message}; check HAM4DB_AUTH_USER and HAM4DB_AUTH_PASSWORD, or -b", ExitCode.Refused);
            case Ham4dbRejectedException { ServerMessage: NoSuchRoute }:
                return Fail($"{failed.Message}; this server does not have that route, or HAM4DB_API names something else", ExitCode.Refused);
            case Ham4dbRejectedException rejected:
                // As the scripts: the server's words alone on standard error, its details on standard output.
                WriteError(rejected.ServerMessage + "\n");
                return rejected.Details is { } details ? Print(JsonLine.Write(details) + "\n", ExitCode.Refused) : ExitCode.Refused;
            case NoLeaderException:
                return Fail(failed.Message, ExitCode.NoLeader);
            case OutcomeUnknownException:
                return Fail(failed.Message, ExitCode.OutcomeUnknown);
            case DeadlineExceededException:
                return Fail(failed.Message, ExitCode.TimedOut);
            default:
                return Fail(failed.Message, ExitCode.Refused);
        }
    }

    private int Fail(string message, int exitCode)
    {
        Tell(message);
        return exitCode;
    }

    private void Tell(string message) => WriteError($"{Program.Name}: {message.ReplaceLineEndings(" ")}\n");

    private void WriteError(string text)
    {
        try
        {
            _shell.Error.Write(text);
        }
        catch (Exception closed) when (IsStreamFailure(closed))
        {
            // Nobody is left to tell; the exit code still does.
        }
    }

    private int Print(string text, int exitCode)
    {
        try
        {
            _shell.Output.Write(text);
            _shell.Output.Flush();
            return exitCode;
        }
        catch (Exception broken) when (IsStreamFailure(broken))
        {
            Tell($"cannot write to standard output: {broken.Message}");
            return exitCode == ExitCode.Done ? ExitCode.Refused : exitCode;
        }
    }

    /// <summary>A closed standard stream fails as one that must not be written to.</summary>
    private static bool IsStreamFailure(Exception exception) => exception is IOException or UnauthorizedAccessException;
}
