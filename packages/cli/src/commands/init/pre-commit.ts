import { version } from "@lintel/core";
import { isMap, isScalar, isSeq, parseDocument, type YAMLSeq } from "yaml";

/** The npm package brings the binary built, which installing from git would have to build first. */
const entry = `- repo: local
  hooks:
    - id: lintel
      name: Lintel
      language: node
      additional_dependencies: ["lintel@${version}"]
      entry: lintel-pre-commit
      files: \\.(tf|tofu|tf\\.json|tofu\\.json|tfvars|tfvars\\.json|ya?ml)$
      require_serial: true
`;

/** A configuration of pre-commit with Lintel alone. */
export const firstPreCommit = `repos:\n${indented(entry, 2)}`;

/** What became of a configuration of pre-commit: what it now says, that Lintel is in it already, or that nothing fits in. */
export type PreCommitChange =
  | { readonly kind: "added"; readonly text: string }
  | { readonly kind: "there" }
  | { readonly kind: "unfit"; readonly snippet: string };

/** Adds Lintel to a configuration of pre-commit. Every byte of what was there stays. */
export function addToPreCommit(text: string): PreCommitChange {
  const unfit: PreCommitChange = { kind: "unfit", snippet: entry };
  const document = parseDocument(text);
  if (document.errors.length > 0) return unfit;
  if (document.contents === null) return { kind: "added", text: joined(text, firstPreCommit) };
  if (!isMap(document.contents)) return unfit;
  const repositories = document.get("repos");
  if (repositories === undefined) return { kind: "added", text: joined(text, firstPreCommit) };
  if (!isSeq(repositories)) return unfit;
  if (hasLintel(repositories)) return { kind: "there" };
  const added = insertAfterLast(text, repositories);
  return added !== undefined && isOneLonger(added, repositories) ? { kind: "added", text: added } : unfit;
}

function hasLintel(repositories: YAMLSeq): boolean {
  return repositories.items.some((repository) => {
    const hooks = isMap(repository) ? repository.get("hooks") : undefined;
    return isSeq(hooks) && hooks.items.some((hook) => isMap(hook) && /^lintel(-fix)?$/.test(String(hook.get("id"))));
  });
}

/** Writes the entry behind the last one, as far to the right as that; undefined where the list is written in one line. */
function insertAfterLast(text: string, { items, flow }: YAMLSeq): string | undefined {
  const last = items.at(-1);
  if (flow === true || !(isMap(last) || isScalar(last)) || last.range === undefined || last.range === null)
    return undefined;
  const [start, end] = last.range;
  const before = text.slice(text.lastIndexOf("\n", start - 1) + 1, start);
  const dash = /^( *)- +$/.exec(before);
  if (dash === null) return undefined;
  const lineEnd = text[end - 1] === "\n" ? end : text.indexOf("\n", end) + 1 || text.length;
  const lines = indented(entry, dash[1]?.length ?? 0);
  return joined(text.slice(0, lineEnd), lines) + text.slice(lineEnd);
}

/** The pieces one below the other, with the line ends of the first. */
function joined(before: string, lines: string): string {
  const newline = before.includes("\r\n") ? "\r\n" : "\n";
  const gap = before === "" || before.endsWith("\n") ? "" : newline;
  return before + gap + lines.replaceAll("\n", newline);
}

function isOneLonger(text: string, before: YAMLSeq): boolean {
  const document = parseDocument(text);
  const after = document.errors.length === 0 && isMap(document.contents) ? document.get("repos") : undefined;
  return isSeq(after) && after.items.length === before.items.length + 1 && hasLintel(after);
}

function indented(text: string, by: number): string {
  return text.replace(/^(?=.)/gm, " ".repeat(by));
}
