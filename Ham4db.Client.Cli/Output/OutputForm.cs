using Ham4db.Client.Cli.Arguments;

namespace Ham4db.Client.Cli.Output;

/// <summary>The forms that an answer is printed in.</summary>
internal enum OutputForm
{
    /// <summary>As the shell scripts print it.</summary>
    Text,

    /// <summary>The server's reply as JSON on one line.</summary>
    Json,

    /// <summary>Columns with headings; as text where a command has none.</summary>
    Table,
}

/// <summary>Reads a form as it is written on the command line.</summary>
internal static class OutputForms
{
    /// <summary>The form that was asked for; text when none was.</summary>
    /// <exception cref="UsageException">There is no such form.</exception>
    public static OutputForm Read(CommandLine line) => line[Options.Output] switch
    {
        null or "text" => OutputForm.Text,
        "json" => OutputForm.Json,
        "table" => OutputForm.Table,
        var other => throw new UsageException($"output \"{other}\" is unknown: write --output text, --output json or --output table"),
    };
}
