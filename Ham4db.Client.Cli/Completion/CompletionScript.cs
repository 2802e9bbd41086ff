using Ham4db.Client.Cli.Arguments;

namespace Ham4db.Client.Cli.Completion;

/// <summary>
/// What a shell reads to complete our command lines. The scripts know nothing of commands: at each Tab they ask the program, which answers from its
/// command model and from the service.
/// </summary>
internal static class CompletionScript
{
    /// <summary>The shells that there is a script for.</summary>
    public static IReadOnlyList<string> Shells { get; } = ["bash", "zsh", "fish", "powershell"];

    // Bash parts words at : and =, which belong to our words. They are put together by looking at the line; from the candidates
    // goes what stands before the part that bash replaces.
    private const string Bash = """
        _ham4db_client() {
          local rest=${COMP_LINE:0:COMP_POINT} words=() glued word i
          for ((i = 0; i < COMP_CWORD; i++)); do
            glued=$i
            [[ $i -gt 0 && $rest == [![:space:]]* ]] || glued=
            rest=${rest#"${rest%%[![:space:]]*}"}
            word=${COMP_WORDS[i]}
            rest=${rest#"$word"}
            if [[ $glued ]]; then words[${#words[@]}-1]+=$word; else words+=("$word"); fi
          done
          local current=${rest#"${rest%%[![:space:]]*}"}
          if [[ ${#words[@]} -gt 1 && $rest == "$current" ]]; then
            current=${words[${#words[@]}-1]}$current
            unset "words[${#words[@]}-1]"
          fi

          local before= breaks=
          [[ $COMP_WORDBREAKS != *:* ]] || breaks+=:
          [[ $COMP_WORDBREAKS != *=* ]] || breaks+==
          [[ -z $breaks ]] || before=${current%"${current##*[$breaks]}"}
          COMPREPLY=()
          while IFS= read -r word; do
            word=${word%%$'\t'*}
            COMPREPLY+=("${word#"$before"}")
          done < <("${words[0]}" complete "=$current" "${words[@]:1}" 2>/dev/null)
        }
        complete -F _ham4db_client ham4db-client orchestrator-client

        """;

    private const string Zsh = """
        #compdef ham4db-client orchestrator-client
        _ham4db-client() {
          local line value
          local -a entries
          for line in "${(@f)$(${words[1]} complete "=${(Q)PREFIX}" "${(@Q)words[2,CURRENT-1]}" 2>/dev/null)}"; do
            [[ -n $line ]] || continue
            value=${line%%$'\t'*}
            if [[ $line == *$'\t'* ]]; then
              entries+=("${value//:/\\:}:${line#*$'\t'}")
            else
              entries+=("${value//:/\\:}")
            fi
          done
          (( $#entries )) && _describe -V ham4db-client entries
        }
        if [[ ${funcstack[1]} == _ham4db-client ]]; then
          _ham4db-client "$@"
        else
          compdef _ham4db-client ham4db-client orchestrator-client
        fi

        """;

    private const string Fish = """
        function __ham4db_client_complete
            set -l words (commandline --tokenize --cut-at-cursor --current-process)
            set -l current (commandline --current-token --cut-at-cursor)
            $words[1] complete "=$current" $words[2..-1] 2>/dev/null
        end
        complete --command ham4db-client --no-files --keep-order --arguments '(__ham4db_client_complete)'
        complete --command orchestrator-client --no-files --keep-order --arguments '(__ham4db_client_complete)'

        """;

    private const string PowerShell = """
        Register-ArgumentCompleter -Native -CommandName ham4db-client, orchestrator-client -ScriptBlock {
            param($wordToComplete, $commandAst, $cursorPosition)
            $elements = @($commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition })
            $words = @($elements | Select-Object -Skip 1 | ForEach-Object { if ($_ -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $_.Value } else { $_.Extent.Text } })
            & $commandAst.CommandElements[0].Extent.Text complete "=$wordToComplete" @words 2>$null | ForEach-Object {
                $value, $summary = $_ -split "`t", 2
                if (-not $summary) { $summary = $value }
                [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $summary)
            }
        }

        """;

    /// <summary>The script of a shell.</summary>
    /// <exception cref="UsageException">There is none for it.</exception>
    public static string For(string shell) => shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        "fish" => Fish,
        "powershell" => PowerShell,
        _ => throw new UsageException($"there is no completion for \"{shell}\": write one of {string.Join(", ", Shells)}"),
    };
}
