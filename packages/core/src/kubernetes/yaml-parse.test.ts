import { dump } from "js-yaml";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { parseFast } from "./yaml-fast.js";
import type { YamlNode } from "./yaml-node.js";
import { parseRecovering } from "./yaml-recover.js";

/** A tree as plain data, each node with the text that its range covers. */
function show(node: YamlNode, text: string): unknown {
  const covered = text.slice(node.start, node.end);
  switch (node.kind) {
    case "scalar":
      return node.value === null ? null : { value: node.value, text: covered };
    case "sequence":
      return node.items.map((item) => show(item, text));
    case "mapping":
      return Object.fromEntries(
        [...node.entries].map(([key, entry]) => [
          `${key} ${text.slice(entry.keyStart, entry.keyEnd)}`,
          show(entry.value, text),
        ]),
      );
  }
}

function values(node: YamlNode): unknown {
  if (node.kind === "scalar") return node.value;
  if (node.kind === "sequence") return node.items.map(values);
  return Object.fromEntries([...node.entries].map(([key, entry]) => [key, values(entry.value)]));
}

function fast(text: string): YamlNode | undefined {
  const parsed = parseFast(text, 0);
  return parsed.ok ? parsed.documents[0] : undefined;
}

function recovered(text: string): YamlNode {
  const [document] = parseRecovering(text, 0);
  if (document === undefined) throw new Error("no document");
  return document.root;
}

const samples: Readonly<Record<string, string>> = {
  block: "a: 1\nb:\n  c: text with spaces   # comment\n  d: 'it''s'\nlist:\n- x\n- y: 1\n  z: \"q\\n\"\n",
  "flow in a list": "- [x]\n- [[x], []]\n- {a: [b]}\n- {}\n",
  "flow on a line of its own": "a:\n  [x]\nb:\n  {c: d}\n",
  flow: "a: {b: [1, two, 'three'], c: {d: e}}\nf: []\ng: {}\n",
  json: '{"a": {"b": [1, 2.5, true, null, "x\\u00e9"]}, "c" : "d"}\n',
  anchors: "base: &base\n  a: 1\n  b: 2\nother:\n  <<: *base\n  b: 3\nlist: [*base]\n",
  "several merges": "x: &x {a: 1}\ny: &y {a: 2, b: 2}\nz:\n  <<: [*x, *y]\n  c: 3\n",
  "block scalars": "a: |\n  one\n  two\nb: >-\n  folded\n  text\nc: end\n",
  "anchor on a scalar": "a: &name web\nb: *name\nc: &d\n  e: f\n",
  tags: "a: !!str 1\nb: !!int 2\nc: ! x\n",
  nulls: "a:\nb: ~\nc: null\nd: ''\n",
  comments: "# head\na: 1 # one\n\n# between\nb:\n  # inside\n  - 1\n  # more\n  - 2\n",
  "keys of all kinds": "on: 1\n'quoted': 2\n\"double\": 3\n1: 4\na b: 5\n",
  unicode: "a: \u{1f600}\nb: é # ü\nc: ende\n",
  "windows line breaks": "a: 1\r\nb:\r\n  - x\r\n  - y\r\nc: 2\r\n",
};

describe("the two parsers agree", () => {
  it.each(Object.entries(samples))("on %s", (_name, text) => {
    const quick = fast(text);
    if (quick === undefined) throw new Error("the fast parser gave up");
    expect(show(quick, text)).toEqual(show(recovered(text), text));
  });

  it("on whatever two libraries write, and on what it means", () => {
    const word = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom("a", "yes", "1", "#", "- x", "a: b", "{{ x }}", "null"),
    );
    const data = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: "small" },
        word,
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie("value"), { maxLength: 4 }),
        fc.dictionary(word, tie("value"), { maxKeys: 4 }),
      ),
    })).value;
    fc.assert(
      fc.property(fc.dictionary(word, data, { maxKeys: 4 }), fc.integer({ min: -1, max: 4 }), (value, flowLevel) => {
        for (const text of [dump(value, { flowLevel }), stringify(value), JSON.stringify(value)]) {
          const slow = recovered(text);
          const quick = fast(text);
          if (quick !== undefined) expect(values(quick)).toEqual(values(slow));
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe("parseFast", () => {
  it("gives each key and value its exact place", () => {
    const text = "spec:\n  containers:\n    - name: web # the one\n      args: [a, 'b c']\n";
    expect(show(fast(text)!, text)).toEqual({
      "spec spec": {
        "containers containers": [
          {
            "name name": { value: "web", text: "web" },
            "args args": [
              { value: "a", text: "a" },
              { value: "b c", text: "'b c'" },
            ],
          },
        ],
      },
    });
  });

  it("leaves what is out of the ordinary to the other parser", () => {
    for (const text of ["? a\n: b\n", "a: [b: c]\n", "{{ x }}: 1\n", "a: {b, c: 1}\n", "-\n- x\n", "a: &a [*a]\n"]) {
      expect(parseFast(text, 0).ok, text).toBe(false);
    }
  });

  it("stops at deep nesting and at aliases without end", () => {
    expect(parseFast(`a: ${"[".repeat(100_000)}`, 0)).toMatchObject({ ok: false, isTooDeep: true });
    const bomb = Array.from(
      { length: 30 },
      (_, at) => `a${at}: &a${at} [${at === 0 ? "x" : `*a${at - 1}, *a${at - 1}`}]`,
    );
    const parsed = parseFast(bomb.join("\n"), 0);
    expect(parsed.ok && parsed.documents[0]!.size).toBeGreaterThan(1_000_000);
  });

  it("does not let a key reach the prototype of anything", () => {
    const parsed = fast("__proto__: {a: 1}\nconstructor: 2\n");
    expect(parsed?.kind === "mapping" && [...parsed.entries.keys()]).toEqual(["__proto__", "constructor"]);
    expect(Object.hasOwn(Object.prototype, "a")).toBe(false);
  });
});

describe("parseRecovering", () => {
  it("reports a key that stands twice, and lets the last one count", () => {
    const text = "a: 1\nb: 2\na: 3\n";
    const [document] = parseRecovering(text, 0);
    expect(document?.problems).toEqual([{ kind: "duplicate-key", message: "a", start: 10, end: 11 }]);
    expect(values(document!.root)).toEqual({ a: 3, b: 2 });
  });

  it("reads the rest of a document with errors, and reports several", () => {
    const text = "a: 1\nb: 'x' y\nc: [1\nd: 2\n";
    const [document] = parseRecovering(text, 10);
    expect(document!.problems.length).toBeGreaterThan(1);
    expect(document!.problems.every(({ kind, start }) => kind === "syntax" && start >= 10)).toBe(true);
    expect(values(document!.root)).toMatchObject({ a: 1 });
  });

  it("survives nesting that is deeper than the stack", () => {
    const steps = Array.from({ length: 5_000 }, (_, depth) => `${" ".repeat(depth)}a:\n`).join("");
    for (const text of ["[".repeat(20_000), "- ".repeat(20_000), "{a: ".repeat(20_000), "? ".repeat(20_000), steps]) {
      expect(parseRecovering(text, 0)[0]?.problems.map(({ kind }) => kind)).toEqual(["too-deep"]);
    }
  });

  it("sees a mapping that is used as a key", () => {
    expect(parseRecovering("a: {{ value }}\n", 0)[0]?.hasComplexKey).toBe(true);
  });
});
