import { aliasesOf, nearest, type Policy } from "@lintel/core";
import { code, prose, suggestionBlock } from "../conversation/markdown.js";
import { commandUsage, type CommentCommand } from "./parse-command.js";

/** The lines that a comment stands on, when it is about lines. */
export interface CommentedLines {
  readonly file: string;
  /** As they are in the head. */
  readonly lines: readonly string[];
}

/** What is said of a policy. */
export type ExplainablePolicy = Pick<Policy, "id" | "title" | "severity" | "description" | "remediation" | "aliases">;

/** What is needed to answer. */
export interface AnswerContext {
  readonly findPolicy: (name: string) => Promise<ExplainablePolicy | undefined>;
  /** Names that there are, for whoever misspelt one. */
  readonly policyNames: readonly string[];
  readonly lines: CommentedLines | undefined;
  /** Who asked, as the host calls them. */
  readonly author: string;
  readonly suggestionFence: ((lines: number) => string) | undefined;
}

type Answerable = Exclude<CommentCommand, { readonly kind: "rescan" }>;

/** Writes the answer to a command. Nothing is done: what is to be ignored is suggested, and a person takes it over. */
export async function answerCommand(command: Answerable, context: AnswerContext): Promise<string> {
  if (command.kind === "unknown") {
    return `${prose(command.problem)} The commands are ${commandUsage.map(code).join(", ")}.`;
  }
  const policy = await context.findPolicy(command.policy);
  if (policy === undefined) {
    const near = nearest(command.policy, context.policyNames);
    return `There is no policy ${code(command.policy)}.${near === undefined ? "" : ` Is it ${code(near)} that you mean?`}`;
  }
  return command.kind === "explain" ? explain(policy) : suggestIgnoring(policy, command, context);
}

function explain(policy: ExplainablePolicy): string {
  const { id, title, severity, description, remediation } = policy;
  const aliases = aliasesOf(policy);
  const known = aliases.length === 0 ? "" : `\n\nOther tools call it ${aliases.slice(0, 10).map(code).join(", ")}.`;
  return `**${prose(title)}** (${severity}, ${code(id)})\n\n${prose(description)}\n\n**To mend it:** ${prose(remediation)}${known}`;
}

function suggestIgnoring(
  { id }: ExplainablePolicy,
  { until, reason }: Extract<Answerable, { readonly kind: "ignore" }>,
  { lines, author, suggestionFence }: AnswerContext,
): string {
  const incomplete = reason === undefined ? " Say why, too: whoever reads it later will want to know." : "";
  const comment = [
    `# lintel:ignore ${id}`,
    ...(reason === undefined ? [] : [`reason="${plain(reason)}"`]),
    ...(until === undefined ? [] : [`until=${until}`]),
    `owner=${author.replace(/[^\w.-]/g, "")}`,
  ].join(" ");
  const mended = lines === undefined ? undefined : withComment(lines, comment);
  const block =
    mended === undefined || suggestionFence === undefined
      ? undefined
      : suggestionBlock(mended, suggestionFence(mended.length));
  if (block !== undefined) return `This suppresses it here.${incomplete}\n\n${block}`;
  return `Put this comment on the line, or above the block: ${code(comment)}.${incomplete} Where comments cannot stand, \`suppress\` in \`lintel.yaml\` does the same.`;
}

/** The comment goes to the end of the first line that has any code; not where one is already, or where there are no such comments. */
function withComment({ file, lines }: CommentedLines, comment: string): readonly string[] | undefined {
  if (!/\.(?:tf|tofu|tfvars|ya?ml)$/.test(file)) return undefined;
  const at = lines.findIndex((line) => line.trim() !== "");
  const line = lines[at];
  if (line === undefined || /#|\/\/|\/\*|<<|[|>][+-]?\d?\s*$/.test(line)) return undefined;
  return lines.with(at, `${line.trimEnd()} ${comment}`);
}

/** What ends a quoted reason, or a line, is left out of it. */
function plain(text: string): string {
  return text.replace(/["\\`]/g, "'").replace(/[\p{Cc}\p{Cf}\s]+/gu, " ");
}
