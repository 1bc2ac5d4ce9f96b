import { version } from "@lintel/core";

const repository = "https://github.com/lintel/lintel";

/** What `.pre-commit-config.yaml` says of Lintel, where it says nothing else. */
export const firstPreCommitConfiguration = `repos:
  - repo: ${repository}
    rev: v${version}
    hooks:
      - id: lintel
`;

/** What came of adding the hook: the new text, that it is there already, or what is in the way. */
export type AddedEntry = { readonly text: string } | { readonly isThere: true } | { readonly problem: string };

/** Adds the hook to a `.pre-commit-config.yaml`; all that is there stays as it is, comments too. */
export async function addPreCommitEntry(text: string): Promise<AddedEntry> {
  if (/^\s*-?\s*id:\s*['"]?lintel['"]?\s*(?:#.*)?$/m.test(text)) return { isThere: true };
  if (text.trim() === "") return { text: firstPreCommitConfiguration };
  const { parseDocument, isSeq } = await import("yaml");
  const document = parseDocument(text);
  if (document.errors.length > 0) return { problem: "It is no valid YAML." };
  const entry = document.createNode({ repo: repository, rev: `v${version}`, hooks: [{ id: "lintel" }] });
  if (!document.hasIn(["repos"])) document.setIn(["repos"], [entry]);
  else if (isSeq(document.getIn(["repos"]))) document.addIn(["repos"], entry);
  else return { problem: "Its “repos” is no list." };
  return { text: document.toString({ lineWidth: 0 }) };
}
