/** The shells that there is a script for. */
export const shells = ["bash", "zsh", "fish", "powershell"] as const;
export type Shell = (typeof shells)[number];

/** Whether a word names such a shell. */
export function isShell(word: string): word is Shell {
  return shells.some((shell) => shell === word);
}

/**
 * What a shell reads to complete command lines of `lintel`: each asks `lintel complete -- <words…>`, whose last word is the one to
 * complete. Nothing of a command line is ever evaluated for that, and nothing but the shell itself is needed.
 */
export const completionScripts: Readonly<Record<Shell, string>> = {
  bash: `# bash completion for lintel
_lintel() {
  local -a words=()
  local word line current kind=:files prefix= i
  # Bash breaks words at = as well.
  for ((i = 1; i <= COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    if [[ i -gt 1 && ( $word == "=" || \${COMP_WORDS[i - 1]} == "=" ) ]]; then
      words[\${#words[@]} - 1]+=$word
    else
      words+=("$word")
    fi
  done
  current=\${words[\${#words[@]} - 1]}
  if [[ $current == *=* && $COMP_WORDBREAKS == *=* ]]; then prefix=\${current%"\${current##*=}"}; fi
  COMPREPLY=()
  while IFS= read -r line; do
    case $line in
      :*) kind=$line ;;
      *)
        line=\${line%%$'\\t'*}
        COMPREPLY+=("\${line#"$prefix"}")
        ;;
    esac
  done < <("$1" complete -- "\${words[@]}" 2>/dev/null)
  # Where there is nothing to offer, readline completes names of files unless it is told not to.
  case $kind in
    :none) compopt +o default 2>/dev/null ;;
    :directories) compopt +o default -o dirnames 2>/dev/null ;;
  esac
}
complete -o default -F _lintel lintel
`,
  zsh: `#compdef lintel
# zsh completion for lintel
_lintel() {
  local -a values
  local line kind=:files
  for line in "\${(@f)$("\${words[1]}" complete -- "\${(@Q)words[2,CURRENT]}" 2>/dev/null)}"; do
    if [[ $line == :* ]]; then
      kind=$line
    elif [[ -n $line ]]; then
      values+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}")
    fi
  done
  (( $#values )) && _describe -t lintel lintel values && return 0
  [[ \${words[CURRENT]} == -*=* ]] && compset -P '*='
  case $kind in
    :files) _files ;;
    :directories) _files -/ ;;
  esac
}
if [[ \${funcstack[1]} == _lintel ]]; then
  _lintel "$@"
else
  (( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
  compdef _lintel lintel
fi
`,
  fish: `# fish completion for lintel
function __lintel_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l kind :files
    for line in ($words[1] complete -- $words[2..] "$current" 2>/dev/null)
        if string match -q -- ':*' $line
            set kind $line
        else
            echo $line
        end
    end
    set -l prefix (string match -r -- '^-[^=]*=' "$current")
    set -l path (string replace -r -- '^-[^=]*=' '' "$current")
    switch $kind
        case :files
            __fish_complete_path $path | string replace -r -- '^' "$prefix"
        case :directories
            __fish_complete_directories $path '' | string replace -r -- '^' "$prefix"
    end
end
complete -c lintel -e
complete -c lintel -f -a '(__lintel_complete)'
`,
  powershell: `# PowerShell completion for lintel
Register-ArgumentCompleter -Native -CommandName lintel -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements | Select-Object -Skip 1 |
        Where-Object { $_.Extent.StartOffset -lt $cursorPosition } | ForEach-Object { $_.Extent.Text })
    # Older versions pass no empty arguments on.
    $lines = if ($wordToComplete -eq '') { lintel complete --new-word -- @words 2>$null } else { lintel complete -- @words 2>$null }
    $lines | Where-Object { -not $_.StartsWith(':') } | ForEach-Object {
        $value, $text = $_ -split "\`t", 2
        if (-not $text) { $text = $value }
        [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $text)
    }
}
`,
};
