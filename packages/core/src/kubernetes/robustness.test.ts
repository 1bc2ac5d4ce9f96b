import fc from "fast-check";
import { expect, it } from "vitest";
import type { Reading } from "../graph/reading.js";
import { SourceFile, type SourceRange } from "../source/source-file.js";
import { loadKubernetes } from "./load.js";

const manifest = `apiVersion: apps/v1
kind: Deployment
metadata: &meta
  name: web # the name
  labels: {app: web, "a.io/b": 'c'}
spec:
  template:
    metadata:
      <<: *meta
    spec:
      containers:
      - name: web
        image: "web:1"
        args: [a, "b c", |
          x]
        command:
        - |
          echo "$HOME"
        -   two
---
{"apiVersion": "v1", "kind": "List", "items": [{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "s"}}]}
`;

const fragments = [
  "\n",
  " ",
  "  ",
  ":",
  "- ",
  "{",
  "}",
  "[",
  "]",
  "'",
  '"',
  "&a ",
  "*a",
  "#",
  "|\n",
  ">",
  "? ",
  "---\n",
  "...",
  "\t",
  "%",
  "!",
  "{{ x }}",
  "${X}",
  "<<: ",
  "\r\n",
  "\uFEFF",
  "\0",
  "é",
  "\u{1f600}",
  "kind: Pod\n",
  "null",
];

/** A manifest that somebody has been at: pieces taken out, doubled and put in. */
const damaged = fc
  .array(fc.record({ at: fc.nat(manifest.length), taken: fc.nat(12), put: fc.constantFrom("", ...fragments) }), {
    maxLength: 6,
  })
  .map((edits) =>
    edits.reduce((text, { at, taken, put }) => text.slice(0, at) + put + text.slice(at + taken), manifest),
  );

function visit(reading: Reading, check: (range: SourceRange) => void, depth = 0): void {
  check(reading.range);
  if (depth > 12) return;
  if (reading.kind === "list") for (const item of reading.items) visit(item, check, depth + 1);
  if (reading.kind === "object") for (const name of reading.keys()) visit(reading.get(name), check, depth + 1);
}

it("says something about every file, throws at none, and points into the text", async () => {
  await fc.assert(
    fc.asyncProperty(damaged, async (text) => {
      const file = new SourceFile("a.yaml", text);
      let said = 0;
      const check = ({ start, end }: SourceRange) => {
        expect(0 <= start && start <= end && end <= text.length).toBe(true);
      };
      const { nodes, files, edges } = await loadKubernetes({
        files: [file],
        report: ({ range }) => {
          if (range !== undefined) check(range);
        },
        skip: () => {
          said += 1;
        },
      });
      expect(said + files.length).toBe(1);
      for (const node of nodes) {
        check(node.range);
        visit(node.reading, check);
        for (const view of node.views?.values() ?? []) visit(view(), check);
      }
      for (const edge of edges) check(edge.range);
    }),
    { numRuns: 300 },
  );
});
