import type { CommandHelp } from "../../command-line/help.js";

/** What `lintel completion --help` shows, and what its command line is checked against. */
export const completionHelp = {
  usage: "lintel completion <bash|zsh|fish|powershell>",
  summary:
    "Prints a script with which a shell completes commands, options, their values, policies and frameworks when Tab is pressed.",
  options: [],
  examples: [
    ["source <(lintel completion bash)", "in ~/.bashrc"],
    ["source <(lintel completion zsh)", "in ~/.zshrc"],
    ["lintel completion fish > ~/.config/fish/completions/lintel.fish", "once"],
    ["lintel completion powershell | Out-String | Invoke-Expression", "in $PROFILE"],
  ],
} as const satisfies CommandHelp;
