import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SourceFile } from "../source/source-file.js";
import { applyEdits } from "../source/text-edit.js";
import type { Change, NewEntry, WrittenValue } from "../source/written-value.js";
import { editHcl } from "./edits.js";
import { parseHcl } from "./parse.js";
import type { Attribute, Block, Body, HclFile } from "./syntax.js";

function parse(text: string): HclFile {
  const problems: string[] = [];
  const tree = parseHcl(new SourceFile("main.tf", text), ({ message }) => problems.push(message));
  if (problems.length > 0) throw new Error(`${problems.join("; ")}\n${text}`);
  return tree;
}

function blocksIn(body: Body): Block[] {
  return body.items.flatMap((item) => (item.kind === "block" ? [item, ...blocksIn(item.body)] : []));
}

function attributesIn(body: Body): Attribute[] {
  return body.items.flatMap((item) => (item.kind === "block" ? attributesIn(item.body) : [item]));
}

function edit(text: string, change: (tree: HclFile) => Change): string | undefined {
  const tree = parse(text);
  const edits = editHcl(tree, [change(tree)]);
  return edits === undefined ? undefined : applyEdits(text, edits);
}

const attribute = (name: string, value: WrittenValue): NewEntry => ({ kind: "attribute", name, value });

function insertInto(type: string, ...entries: NewEntry[]): (tree: HclFile) => Change {
  return (tree) => {
    const block = blocksIn(tree.body).find((each) => each.type === type);
    return { kind: "insert", into: { start: block?.start ?? 0, end: block?.headerEnd ?? 0 }, keys: [], entries };
  };
}

function setAttribute(name: string, value: WrittenValue): (tree: HclFile) => Change {
  return (tree) => {
    const found = attributesIn(tree.body).find((each) => each.name === name);
    return { kind: "set", at: { start: found?.start ?? 0, end: found?.end ?? 0 }, value };
  };
}

function removeNamed(name: string): (tree: HclFile) => Change {
  return (tree) => {
    const block = blocksIn(tree.body).find(({ type }) => type === name);
    const found = attributesIn(tree.body).find((each) => each.name === name);
    const end = block === undefined ? (found?.end ?? 0) : block.headerEnd;
    return { kind: "remove", at: { start: block?.start ?? found?.start ?? 0, end } };
  };
}

describe("setting", () => {
  it("replaces a literal and moves the comments beside it", () => {
    const text = 'a "b" {\n  on    = false # one\n  other = "x"   # two\n}\n';
    expect(edit(text, setAttribute("other", "longer"))).toBe(
      'a "b" {\n  on    = false    # one\n  other = "longer" # two\n}\n',
    );
  });

  it("leaves alignment alone that was not there", () => {
    const text = 'a "b" {\n  on = false # one\n  other = "x" # two\n}\n';
    expect(edit(text, setAttribute("other", "longer"))).toBe(
      'a "b" {\n  on = false # one\n  other = "longer" # two\n}\n',
    );
  });

  it("replaces a heredoc, and keeps the line break behind it", () => {
    expect(edit("a {\n  x = <<EOT\nfoo\nEOT\n  y = 1\n}\n", setAttribute("x", "${b}"))).toBe(
      'a {\n  x = "$${b}"\n  y = 1\n}\n',
    );
  });

  it.each(["var.x", "!true", "true ? 1 : 2", '"a${b}"', "f(1)", "[var.x]"])("does not replace %s", (expression) => {
    expect(edit(`a {\n  x = ${expression}\n}\n`, setAttribute("x", 1))).toBeUndefined();
  });
});

describe("adding", () => {
  it("adds an attribute below the others and aligns all of them", () => {
    const text = 'a "b" {\n  on  = false # one\n  two = 2     # two\n\n  nested {\n  }\n}\n';
    expect(edit(text, insertInto("a", attribute("longer", true)))).toBe(
      'a "b" {\n  on     = false # one\n  two    = 2     # two\n  longer = true\n\n  nested {\n  }\n}\n',
    );
  });

  it("opens up blocks that are empty or on one line", () => {
    expect(edit("a {}\n", insertInto("a", attribute("x", 1)))).toBe("a {\n  x = 1\n}\n");
    expect(edit("a { yes = 1 }\n", insertInto("a", attribute("x", 1)))).toBe("a {\n  yes = 1\n  x   = 1\n}\n");
    expect(edit("a {\n}\n", insertInto("a", attribute("x", 1)))).toBe("a {\n  x = 1\n}\n");
    const nested: NewEntry = { kind: "block", name: "n", entries: [attribute("x", 1)] };
    expect(edit("a { yes = 1 }\n", insertInto("a", nested))).toBe("a {\n  yes = 1\n\n  n {\n    x = 1\n  }\n}\n");
  });

  it("has nothing in its edits that was there before, which may be secret", () => {
    const tree = parse('a { yes = "hush" }\nb {\n  yes = "hush"\n}\n');
    for (const type of ["a", "b"]) {
      const edits = editHcl(tree, [insertInto(type, attribute("longer", 1))(tree)]) ?? [];
      expect(edits.length).toBeGreaterThan(0);
      expect(edits.map(({ text }) => text).join("")).not.toContain("hush");
    }
  });

  it("keeps meta-arguments apart, and stays before tags", () => {
    expect(edit("a {\n  count = 2\n}\n", insertInto("a", attribute("x", 1)))).toBe("a {\n  count = 2\n\n  x = 1\n}\n");
    expect(edit("a {\n  b = 2\n\n  tags = {\n    c = 1\n  }\n}\n", insertInto("a", attribute("x", 1)))).toBe(
      "a {\n  b = 2\n  x = 1\n\n  tags = {\n    c = 1\n  }\n}\n",
    );
  });

  it("adds a nested block before those that close a resource", () => {
    const block: NewEntry = { kind: "block", name: "n", entries: [attribute("x", 1), attribute("long", ["a"])] };
    expect(edit("a {\n  b = 2\n\n  lifecycle {\n  }\n}\n", insertInto("a", block))).toBe(
      'a {\n  b = 2\n\n  n {\n    x    = 1\n    long = ["a"]\n  }\n\n  lifecycle {\n  }\n}\n',
    );
    expect(edit("a {}\n", insertInto("a", block))).toBe('a {\n  n {\n    x    = 1\n    long = ["a"]\n  }\n}\n');
  });

  it("writes into the content of a dynamic block", () => {
    const text = 'a {\n  dynamic "n" {\n    for_each = var.x\n    content {\n      y = 1\n    }\n  }\n}\n';
    expect(edit(text, insertInto("dynamic", attribute("z", 1)))).toBe(
      text.replace("      y = 1\n", "      y = 1\n      z = 1\n"),
    );
  });

  it("does not write an attribute twice", () => {
    expect(edit("a {\n  x = var.y\n}\n", insertInto("a", attribute("x", 1)))).toBeUndefined();
  });

  it("adds items to objects in their own style", () => {
    const insert = (text: string) =>
      edit(text, (tree) => {
        const [found] = attributesIn(tree.body);
        const into = { start: found?.start ?? 0, end: found?.end ?? 0 };
        return { kind: "insert", into, keys: [], entries: [attribute("new-key", "v"), attribute("a.b", 1)] };
      });
    expect(insert("t = {}\n")).toBe('t = { new-key = "v", "a.b" = 1 }\n');
    expect(insert("t = { a = 1 }\n")).toBe('t = { a = 1, new-key = "v", "a.b" = 1 }\n');
    expect(insert("t = {\n  a = 1 # c\n}\n")).toBe('t = {\n  a       = 1 # c\n  new-key = "v"\n  "a.b"   = 1\n}\n');
    expect(insert("t = {\n  a = 1,\n}\n")).toBe('t = {\n  a       = 1,\n  new-key = "v",\n  "a.b"   = 1,\n}\n');
  });
});

describe("removing", () => {
  it("takes whole lines, and a blank line that would be one too many", () => {
    expect(edit("a {\n  longer = 1 # c\n  x      = 2\n}\n", removeNamed("longer"))).toBe("a {\n  x = 2\n}\n");
    expect(edit("a {\n  x = 2\n\n  n {\n  }\n\n  m {\n  }\n}\n", removeNamed("n"))).toBe(
      "a {\n  x = 2\n\n  m {\n  }\n}\n",
    );
    expect(edit("a {\n  x = 2\n\n  n {\n  }\n}\n", removeNamed("n"))).toBe("a {\n  x = 2\n}\n");
    expect(edit("a { x = 2 }\n", removeNamed("x"))).toBe("a {}\n");
  });
});

it("uses the line breaks of the file", () => {
  const block: NewEntry = { kind: "block", name: "n", entries: [attribute("y", { k: 1 })] };
  expect(edit("a {\r\n  x = 1\r\n}\r\n", insertInto("a", attribute("long", 1), block))).toBe(
    "a {\r\n  x    = 1\r\n  long = 1\r\n\r\n  n {\r\n    y = {\r\n      k = 1\r\n    }\r\n  }\r\n}\r\n",
  );
});

const name = fc.constantFrom("a", "bc", "def", "ghij_k", "tags", "count", "é");
const literal = fc.constantFrom(
  "1",
  "true",
  '"text"',
  '"日本"',
  "[1, 2]",
  "{ a = 1 }",
  "null",
  "<<EOT\nfoo\n  bar\nEOT",
);
const expression = fc.oneof(literal, fc.constantFrom("var.x", "f(1)", "{\n a = 1\n bcd = 2 # z\n}", "[{\n a = 1\n}]"));
const comment = fc.constantFrom("", "", " # c", " // d", " /* e */");
const between = fc.constantFrom("", "", "\n", "# own line\n", "\n# own line\n");

/** The inside of a block, in any layout. */
const { body } = fc.letrec<{ body: string }>((tie) => ({
  body: fc
    .uniqueArray(
      fc.oneof(
        { weight: 3, arbitrary: fc.record({ name, expression, comment, between, kind: fc.constant("attribute") }) },
        {
          weight: 1,
          arbitrary: fc.record({
            name: fc.constantFrom("n", "nn", "lifecycle"),
            expression: fc.oneof({ weight: 2, arbitrary: fc.constantFrom("", "x = 1") }, tie("body")),
            comment: fc.constant(""),
            between,
            kind: fc.constant("block"),
          }),
        },
      ),
      { selector: (item) => `${item.kind}${item.name}`, maxLength: 6 },
    )
    .map((items) =>
      items
        .map((item) => {
          const isOpen = item.expression.includes("\n");
          const tail = item.expression.startsWith("<<") ? "" : item.comment;
          if (item.kind === "attribute") return `${item.between}${item.name} = ${item.expression}${tail}\n`;
          if (item.expression === "") return `${item.between}${item.name} {}\n`;
          if (!isOpen) return `${item.between}${item.name} { ${item.expression} }\n`;
          return `${item.between}${item.name} {\n${item.expression}}\n`;
        })
        .join(""),
    ),
}));

const file = fc
  .array(body, { minLength: 1, maxLength: 3 })
  .map((bodies) => bodies.map((text, index) => `resource "t" "r${String(index)}" {\n${text}}\n`).join("\n"));

const entry: fc.Arbitrary<NewEntry> = fc.oneof(
  fc.record({
    kind: fc.constant("attribute" as const),
    name: fc.constantFrom("q", "qrstuvwxyz"),
    value: fc.oneof(fc.boolean(), fc.string(), fc.constant(["a", "b"]), fc.constant({ k: "v", longer: 1 })),
  }),
  fc.constant<NewEntry>({ kind: "block", name: "added", entries: [attribute("k", 1), attribute("long", "x")] }),
);

type Operation = (tree: HclFile) => Change | undefined;

const operation: fc.Arbitrary<Operation> = fc.oneof(
  fc.tuple(fc.nat(), entry).map(([index, added]): Operation => (tree) => {
    const blocks = blocksIn(tree.body);
    const block = blocks[index % blocks.length];
    if (block === undefined) return undefined;
    return { kind: "insert", into: { start: block.start, end: block.headerEnd }, keys: [], entries: [added] };
  }),
  fc
    .tuple(fc.nat(), fc.constantFrom<WrittenValue>(true, 1, "some text", [], ""))
    .map(([index, value]): Operation => (tree) => {
      const attributes = attributesIn(tree.body);
      const found = attributes[index % Math.max(1, attributes.length)];
      return found === undefined ? undefined : { kind: "set", at: { start: found.start, end: found.end }, value };
    }),
  fc.nat().map((index): Operation => (tree) => {
    const items = blocksIn(tree.body).flatMap((block) => block.body.items);
    const found = items[index % Math.max(1, items.length)];
    if (found === undefined) return undefined;
    const end = found.kind === "block" ? found.headerEnd : found.end;
    return { kind: "remove", at: { start: found.start, end } };
  }),
);

/** The parts of a tree as texts without blanks, by what they are called. */
function outline(tree: HclFile): string[] {
  const of = (inner: Body, path: string): string[] =>
    inner.items.flatMap((item) =>
      item.kind === "block"
        ? [`${path}${item.type}`, ...of(item.body, `${path}${item.type}.`)]
        : [
            `${path}${item.name}=${tree.file.text.slice(item.expression.start, item.expression.end).replace(/\s+/g, "")}`,
          ],
    );
  return of(tree.body, "");
}

const runs = Number(process.env["FUZZ_RUNS"] ?? 300);

describe("edits of any file", () => {
  it("gives a file that parses, keeps every comment, and differs in nothing else", () => {
    fc.assert(
      fc.property(file, operation, (text, makeChange) => {
        const before = parse(text);
        const change = makeChange(before);
        const edits = change === undefined ? undefined : editHcl(before, [change]);
        if (edits === undefined || change === undefined) return;
        const after = parse(applyEdits(text, edits));
        const left = outline(before);
        const right = outline(after);
        const gone = left.filter((part) => !right.includes(part));
        const added = right.filter((part) => !left.includes(part));
        if (change.kind === "insert") {
          expect(gone).toEqual([]);
          expect(right.length).toBeGreaterThan(left.length);
        } else if (change.kind === "set") {
          expect(gone.length).toBeLessThanOrEqual(1);
          expect(added.length).toBeLessThanOrEqual(1);
          expect(right).toHaveLength(left.length);
        } else expect(added).toEqual([]);
        if (change.kind !== "remove") expect(after.comments).toHaveLength(before.comments.length);
      }),
      { numRuns: runs * 3 },
    );
  });
});

const terraform = "terraform";
const hasTerraform = spawnSync(terraform, ["version"]).status === 0;
const isRequired = process.env["CI"] !== undefined && process.env["CI"] !== "";
if (!hasTerraform) console.warn("terraform is not installed: the layout of edits is not compared with terraform fmt.");

describe.runIf(hasTerraform || isRequired)("terraform fmt", () => {
  it("has nothing to add to an edit of a file that it has formatted", () => {
    const directory = mkdtempSync(join(tmpdir(), "lintel-fmt-"));
    const format = (...options: string[]): string =>
      execFileSync(terraform, ["fmt", ...options, directory], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
    try {
      const cases = fc.sample(fc.tuple(file, operation), { numRuns: runs, seed: 5 });
      cases.forEach(([text], index) => {
        writeFileSync(join(directory, `f${String(index)}.tf`), text);
      });
      format();
      let edited = 0;
      cases.forEach(([, makeChange], index) => {
        const path = join(directory, `f${String(index)}.tf`);
        const before = parse(readFileSync(path, "utf8"));
        const change = makeChange(before);
        const edits = change === undefined ? undefined : editHcl(before, [change]);
        if (edits === undefined) return;
        edited += 1;
        writeFileSync(path, applyEdits(before.file.text, edits));
      });
      expect(edited).toBeGreaterThan(runs / 2);
      expect(format("-diff", "-write=false")).toBe("");
      expect(readdirSync(directory)).toHaveLength(cases.length);
    } finally {
      rmSync(directory, { recursive: true });
    }
  }, 60_000);
});
