import type { Diagnostic } from "../source/diagnostic.js";
import type { SourceFile } from "../source/source-file.js";
import { treeFromHcl2json } from "./hcl2json-tree.js";
import type { HclFile } from "./syntax.js";

/** A file in which our parser found syntax errors, with what it made of it all the same. */
export interface RejectedFile {
  readonly tree: HclFile;
  /** All that the parser reported about this file. */
  readonly diagnostics: readonly Diagnostic[];
}

/** What became of rejected files: a tree for each of them, in the same order, and the diagnostics that replace ours. */
export interface SecondOpinion {
  readonly trees: readonly HclFile[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Files longer than this are not shown to HashiCorp's parser, which takes a second for every two million characters. */
const longestText = 8_000_000;

/** After this time an answer is no longer expected: the parser's runtime has died. */
const patience = 30_000;

/** The file name that HashiCorp's parser is told, to find the positions in its messages. */
const toldName = "input.tf";

type Answer =
  | { readonly kind: "accepted"; readonly json: unknown }
  | { readonly kind: "rejected"; readonly problems: readonly Problem[] }
  | { readonly kind: "none" };

interface Problem {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/**
 * Asks HashiCorp's own parser about files that ours rejects. What both reject stays an error, with HashiCorp's words where it
 * complains about the same line; a file that only ours rejects is taken from HashiCorp's JSON, with the warning
 * `parser-disagreement`. The parser is loaded when there is something to ask; its runtime then keeps a Node process from
 * ending by itself.
 */
export async function resolveRejected(rejected: readonly RejectedFile[]): Promise<SecondOpinion> {
  const trees: HclFile[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const file of rejected) {
    const answer = isAskable(file) ? await ask(file.tree.file.text) : { kind: "none" as const };
    if (answer.kind === "accepted") {
      trees.push(treeFromHcl2json(file.tree, answer.json));
      diagnostics.push(disagreement(file));
    } else {
      trees.push(file.tree);
      diagnostics.push(...(answer.kind === "rejected" ? inTheirWords(file, answer.problems) : file.diagnostics));
    }
  }
  return { trees, diagnostics };
}

/** A number that takes the other parser, which computes it in full, minutes: `1e-100000000`, or thousands of digits. */
const enormousNumber = /\d[eE][+-]?\d{5}|(?<!\d)\d{5000}/;

/** Too deep a file is not shown either: it would exhaust the stack of the other parser's runtime. */
function isAskable({ tree, diagnostics }: RejectedFile): boolean {
  if (tree.isJson || tree.file.text.length > longestText || enormousNumber.test(tree.file.text)) return false;
  return diagnostics.every(({ code }) => code !== "hcl-nesting");
}

async function ask(text: string): Promise<Answer> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<Answer>((resolve) => {
    timer = setTimeout(() => {
      resolve({ kind: "none" });
    }, patience);
  });
  try {
    return await Promise.race([askParser(text), tooLate]);
  } catch {
    return { kind: "none" };
  } finally {
    clearTimeout(timer);
  }
}

async function askParser(text: string): Promise<Answer> {
  const { parse } = await import("@cdktf/hcl2json");
  try {
    return { kind: "accepted", json: await parse(toldName, text) };
  } catch (error) {
    const message = error instanceof Error ? error.message : "";
    if (message.startsWith("parse config: ")) return { kind: "rejected", problems: readProblems(message) };
    // It parsed the file, and only could not turn it into JSON.
    return message.startsWith("convert to HCL: ") ? { kind: "accepted", json: undefined } : { kind: "none" };
  }
}

/** Reads `parse config: [input.tf:1,2-3: Summary; Detail input.tf:…]`. */
function readProblems(message: string): Problem[] {
  const problems: Problem[] = [];
  const pattern = /input\.tf:(\d+),(\d+)-(?:\d+,)?\d+: /g;
  const matches = [...message.matchAll(pattern)];
  for (const [index, match] of matches.entries()) {
    const end = matches[index + 1]?.index ?? message.length - 1;
    const words = message.slice(match.index + match[0].length, end).trim();
    const semicolon = words.indexOf("; ");
    const sentence = semicolon === -1 ? words : `${words.slice(0, semicolon)}: ${words.slice(semicolon + 2)}`;
    problems.push({ line: Number(match[1]), column: Number(match[2]), message: sentence });
  }
  return problems;
}

/**
 * Our diagnostics, the one on the line of their first complaint in their words. What they say after that is often an echo
 * of the first, since their scanner loses its way; ours takes up again behind each error.
 */
function inTheirWords({ tree, diagnostics }: RejectedFile, problems: readonly Problem[]): readonly Diagnostic[] {
  const { file } = tree;
  const [first] = problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
  if (first === undefined) return diagnostics;
  const message = first.message.replaceAll(toldName, file.path);
  const index = diagnostics.findIndex(
    ({ severity, range }) =>
      severity === "error" && range !== undefined && file.positionAt(range.start).line === first.line,
  );
  const ours = diagnostics[index];
  if (ours !== undefined) return diagnostics.with(index, { ...ours, message });
  const all = [...diagnostics, theirs(file, first, message)];
  return all.sort((a, b) => (a.range?.start ?? 0) - (b.range?.start ?? 0));
}

function theirs(file: SourceFile, { line, column }: Problem, message: string): Diagnostic {
  const start = file.offsetAt({ line, column });
  const range = { file, start, end: Math.min(start + 1, file.text.length) };
  return { severity: "error", code: "hcl-syntax", message, range };
}

function disagreement({ tree, diagnostics }: RejectedFile): Diagnostic {
  const first = diagnostics.find(({ severity }) => severity === "error") ?? diagnostics[0];
  const message =
    `HashiCorp's parser accepts this file and ours does not, which is a bug of ours: the file was scanned as HashiCorp's ` +
    `parser reads it, and positions in it are approximate. (Ours said: ${first?.message ?? "nothing"})`;
  const range = first?.range ?? { file: tree.file, start: 0, end: 0 };
  return {
    severity: "warning",
    code: "parser-disagreement",
    message,
    range,
    hint: "Please report this with the lines at hand.",
  };
}
