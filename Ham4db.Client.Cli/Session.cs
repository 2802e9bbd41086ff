using Ham4db.Client.Cli.Arguments;
using Ham4db.Client.Cli.Commands;
using Ham4db.Client.Cli.Completion;
using Ham4db.Client.Cli.Connection;
using Ham4db.Client.Cli.Output;

namespace Ham4db.Client.Cli;

/// <summary>One run of the program: arguments in, answer and exit code out.</summary>
internal sealed class Session
{
    private readonly Shell _shell;
    private readonly Printer _printer;
    private readonly Questions _questions;
    private RunningCommand? _running;

    private Session(Shell shell)
    {
        _shell = shell;
        _printer = new Printer(shell);
        _questions = new Questions(shell, _printer);
    }

    /// <summary>Runs one command. Whatever goes wrong becomes one line on standard error and an exit code.</summary>
    /// <param name="arguments">The arguments, the program's name not among them.</param>
    /// <param name="shell">What surrounds the program.</param>
    /// <param name="interrupted">Cancelled by Ctrl-C, and by the signal to end.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, Shell shell, CancellationToken interrupted)
    {
        var session = new Session(shell);
        try
        {
            return await session.RunAsync(arguments, interrupted).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
        {
            return session.Fail(session._running?.DescribeInterruption() ?? "interrupted", ExitCode.Interrupted);
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
            return failed.Message.Length > 0 ? session.Fail(failed.Message, failed.ExitCode) : failed.ExitCode;
        }
        catch (Ham4dbException failed)
        {
            return session.Fail(failed);
        }
        catch (Exception unexpected)
        {
            // The last resort of the whole program: a person must never see a stack trace.
            return session.Fail(Program.Unexpected(unexpected), ExitCode.Refused);
        }
    }

    private async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken interrupted)
    {
        if (CompletionRequest.Read(arguments) is { } request)
        {
            return _printer.Print(await request.AnswerAsync(_shell, interrupted).ConfigureAwait(false), ExitCode.Done);
        }

        var line = CommandLine.Read(arguments);
        if (line.Has(Options.Version))
        {
            return _printer.Print($"{_shell.Dialect.ProgramName} {Program.Version}\n", ExitCode.Done);
        }

        if (line.CommandName is null)
        {
            return line.Has(Options.Help)
                ? _printer.Print(HelpText.All(_shell.Dialect), ExitCode.Done)
                : throw new UsageException($"no command given: \"{Program.Name} help\" lists them, for example: {Program.Name} topology mycluster");
        }

        var command = Catalog.Get(line.CommandName);
        if (command == GeneralCommands.Help)
        {
            return _printer.Print(line.Words is [var topic, ..] ? HelpText.Of(Catalog.Get(topic), _shell.Dialect) : HelpText.All(_shell.Dialect), ExitCode.Done);
        }

        if (line.Has(Options.Help))
        {
            return _printer.Print(HelpText.Of(command, _shell.Dialect), ExitCode.Done);
        }

        var form = OutputForms.Read(line);
        var settings = Settings.Read(_shell);
        foreach (var warning in settings.Warnings)
        {
            _printer.Tell(warning);
        }

        return command is LocalCommand local
            ? await RunHereAsync(local, line, settings, form, interrupted).ConfigureAwait(false)
            : await AskServerAsync(command, line, settings, form, interrupted).ConfigureAwait(false);
    }

    private async Task<int> RunHereAsync(LocalCommand command, CommandLine line, Settings settings, OutputForm form, CancellationToken interrupted)
    {
        var call = CallReader.Read(command, line, settings, endpoints: [], _shell.UserName);
        if (line.Has(Options.DryRun))
        {
            throw new UsageException($"{command.Name} has no dry run; nothing was done");
        }

        var answer = await command.Run(new Workplace(line, call, _shell.Variables, _questions), interrupted).ConfigureAwait(false);
        return Print(answer, line, form);
    }

    private async Task<int> AskServerAsync(Command command, CommandLine line, Settings settings, OutputForm form, CancellationToken interrupted)
    {
        var server = Server.Read(line, settings, ChosenContext.Read(line, settings, _shell.Variables), command.DefaultTimeout);
        var call = CallReader.Read(command, line, settings, server.Endpoints, _shell.UserName);
        var rehearsal = command.IsChange && line.Has(Options.DryRun) ? Rehearsal.Of(command) : null;
        using var tracker = new CallTracker(line.Has(Options.Explain) ? new Explanation(_printer.Tell) : null);
        _running = new RunningCommand(command, call, server, tracker) { Rehearsal = rehearsal };
        await ConfirmAsync(_running, line, interrupted).ConfigureAwait(false);
        _running.HasBegun = true;

        var client = Ham4dbClient.Create(server.ToOptions(), tracker, _shell.Clock);
        await using (client.ConfigureAwait(false))
        {
            return command switch
            {
                LastingCommand lasting => await lasting.Run(Post(line, form, server, call, client), interrupted).ConfigureAwait(false),
                AnsweringCommand answering => Print(await AnswerAsync(answering, line, client, interrupted).ConfigureAwait(false), line, form),
                _ => throw new InvalidOperationException($"{command.Name} neither answers nor lasts."),
            };
        }
    }

    private async Task<Answer> AnswerAsync(AnsweringCommand command, CommandLine line, IHam4dbClient client, CancellationToken interrupted)
    {
        var running = _running!;
        using var progress = new Progress(
            _printer, line.Has(Options.Quiet) ? Terminal.None : _shell.ErrorTerminal, running.Tracker, command.Name, running.Server.Endpoints.Count, _shell.Clock);
        return running.Rehearsal is { } rehearsal
            ? await rehearsal.RunAsync(command, client, running.Call, interrupted).ConfigureAwait(false)
            : await command.RunAsync(client, running.Call, interrupted).ConfigureAwait(false);
    }

    /// <exception cref="CommandFailedException">The person says no.</exception>
    private async Task ConfirmAsync(RunningCommand running, CommandLine line, CancellationToken interrupted)
    {
        if (!running.Command.IsDestructive || running.Rehearsal is not null || line.Has(Options.Yes) || !_questions.CanAsk)
        {
            return;
        }

        var question = Confirmation.Describe(running.Command, running.Call, running.Server, _shell.ErrorTerminal);
        if (!Confirmation.IsYes(await _questions.AskAsync(question, interrupted).ConfigureAwait(false)))
        {
            throw new CommandFailedException($"{running.Command.Name} was not confirmed; nothing was sent", ExitCode.Refused);
        }
    }

    private Watchpost Post(CommandLine line, OutputForm form, Server server, Call call, IHam4dbClient client)
        => new(line.Has(Options.Quiet) ? static _ => { } : _printer.Write)
        {
            Call = call,
            Server = server,
            Client = client,
            Tell = _printer.Tell,
            ShowMoment = _printer.ShowMoment,
            EndMoment = _printer.EndMoment,
            IsJson = form == OutputForm.Json,
            Terminal = line.Has(Options.Quiet) || form == OutputForm.Json ? Terminal.None : _shell.OutputTerminal,
            ErrorTerminal = line.Has(Options.Quiet) ? Terminal.None : _shell.ErrorTerminal,
            Clock = _shell.Clock,
            Dialect = _shell.Dialect,
        };

    private int Print(Answer answer, CommandLine line, OutputForm form)
    {
        if (answer.Warning is { } warning)
        {
            _printer.Tell(warning);
        }

        return line.Has(Options.Quiet) ? answer.ExitCode : _printer.Print(answer.Write(form, _shell.OutputTerminal), answer.ExitCode);
    }

    private int Fail(Ham4dbException exception)
    {
        var running = _running!;
        var failed = FailedCall.Of(exception, running.Server.WhereCredentialsAre, running.Server.IsTriedOnce);
        if (!failed.IsOfServer)
        {
            return Fail(failed.Message, failed.ExitCode);
        }

        _printer.WriteError(failed.Message + "\n");
        return failed.Details is { } details ? _printer.Print(details + "\n", failed.ExitCode) : failed.ExitCode;
    }

    private int Fail(string message, int exitCode)
    {
        _printer.Tell(_shell.Dialect.Speak(message));
        return exitCode;
    }
}
