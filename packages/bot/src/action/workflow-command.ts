/**
 * Writes a command to the runner; nothing in the text can begin another one.
 * @see https://docs.github.com/actions/using-workflows/workflow-commands-for-github-actions
 */
export function command(name: "add-mask" | "error" | "warning" | "notice", text: string): string {
  return `::${name}::${text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A")}\n`;
}
