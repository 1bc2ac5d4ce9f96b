import type { ReportDiagnostic } from "../source/diagnostic.js";
import { SourceFile } from "../source/source-file.js";
import {
  type JsonMember,
  type JsonNode,
  type JsonObject,
  type JsonString,
  jsonStringOffsets,
  parseJsonDocument,
} from "./json-document.js";
import { parseTemplate } from "./parse.js";
import type { Attribute, Block, Body, Expression, HclFile, Label, NumberLiteral } from "./syntax.js";

/**
 * Which properties of a JSON object are blocks: JSON does not tell an argument from a block, so that whoever knows the language
 * must. All other properties are arguments.
 */
export interface BodySchema {
  readonly blocks: ReadonlyMap<string, BlockSchema>;
  /** Whether the strings in the arguments of this body are plain texts (as in `.tfvars.json`) rather than templates. */
  readonly stringsAreLiteral?: boolean;
}

/** A type of block: how many labels it has, as nested objects in JSON, and what is inside. */
export interface BlockSchema {
  readonly labels: number;
  readonly body: BodySchema;
}

/**
 * Parses a file in HCL's JSON syntax into the tree that the same configuration would give in native syntax. Properties
 * named `//` in bodies are comments. The strings of arguments become templates, whose parts point into the JSON text. A block
 * begins at its innermost name (its last label, or its type; in an array at its own brace), its header ends there.
 */
export function parseHclJson(file: SourceFile, schema: BodySchema, report: ReportDiagnostic): HclFile {
  const root = parseJsonDocument(file, report);
  const converter = new JsonConverter(file, report);
  const items: (Attribute | Block)[] = [];
  if (root.kind !== "error") converter.bodies(root, schema, items);
  const body: Body = { start: 0, end: file.text.length, items };
  return { file, body, comments: [], isJson: true };
}

/**
 * Returns the text of a JSON string as it is when it does not count as a template, for places where the language wants a
 * literal (a type, a reference). Returns undefined when the expression is no JSON string.
 */
export function jsonStringText(file: SourceFile, expression: Expression): string | undefined {
  if (file.text.charCodeAt(expression.start) !== 34) return undefined;
  try {
    const value: unknown = JSON.parse(file.text.slice(expression.start, expression.end));
    return typeof value === "string" ? value : undefined;
  } catch {
    return undefined;
  }
}

class JsonConverter {
  constructor(
    readonly file: SourceFile,
    readonly report: ReportDiagnostic,
  ) {}

  /** Converts what stands for a body: an object, or an array of objects that are read as one. */
  bodies(node: JsonNode, schema: BodySchema, items: (Attribute | Block)[]): void {
    const names = new Set<string>();
    for (const object of this.objects(node, "A body is written as an object, or as an array of objects.")) {
      for (const member of object.members) {
        if (member.name.value !== "//") this.member(member, schema, items, names);
      }
    }
  }

  objects(node: JsonNode, message: string): readonly JsonObject[] {
    if (node.kind === "null" || node.kind === "error") return [];
    if (node.kind === "object") return [node];
    if (node.kind !== "array") {
      this.complain(node, message);
      return [];
    }
    return node.items.flatMap((item) => {
      if (item.kind === "object") return [item];
      if (item.kind !== "error") this.complain(item, message);
      return [];
    });
  }

  member({ name, value }: JsonMember, schema: BodySchema, items: (Attribute | Block)[], names: Set<string>): void {
    const block = schema.blocks.get(name.value);
    if (block !== undefined) {
      this.blocks(name.value, [name], value, block, items);
      return;
    }
    if (names.has(name.value)) {
      const message = `The argument ${name.value} is already set in this block; it may be set only once.`;
      this.complain(name, message, "hcl-duplicate-argument");
    }
    names.add(name.value);
    const expression = this.expression(value, schema.stringsAreLiteral === true);
    const { start, end: nameEnd } = name;
    items.push({ kind: "attribute", start, end: value.end, name: name.value, nameEnd, expression });
  }

  /** Converts the value of a block property: objects for its labels first, then one block or several. */
  blocks(
    type: string,
    path: readonly JsonString[],
    value: JsonNode,
    schema: BlockSchema,
    items: (Attribute | Block)[],
  ): void {
    if (path.length <= schema.labels) {
      const message = `The labels of ${type} are written as an object whose names are the labels.`;
      for (const object of this.objects(value, message)) {
        for (const member of object.members) this.blocks(type, [...path, member.name], member.value, schema, items);
      }
      return;
    }
    if (value.kind === "array") {
      for (const item of value.items) {
        const header = { start: item.start, headerEnd: item.start + 1 };
        if (item.kind === "object") this.block(type, path, item, schema, header, items);
        else if (item.kind !== "error") this.complain(item, `Each block ${type} is written as an object.`);
      }
      return;
    }
    const name = path.at(-1) ?? value;
    this.block(type, path, value, schema, { start: name.start, headerEnd: name.end }, items);
  }

  block(
    type: string,
    path: readonly JsonString[],
    value: JsonNode,
    schema: BlockSchema,
    { start, headerEnd }: { start: number; headerEnd: number },
    into: (Attribute | Block)[],
  ): void {
    if (value.kind === "null" || value.kind === "error") return;
    if (value.kind !== "object" && value.kind !== "array") {
      this.complain(value, `The content of ${type} is written as an object, or as an array of objects.`);
      return;
    }
    const labels = path
      .slice(1)
      .map((name): Label => ({ start: name.start, end: name.end, value: name.value, isQuoted: true }));
    const items: (Attribute | Block)[] = [];
    this.bodies(value, schema.body, items);
    const body: Body = { start: value.start + 1, end: value.end - 1, items };
    into.push({ kind: "block", start, end: value.end, type, labels, headerEnd, body });
  }

  expression(node: JsonNode, isLiteral: boolean): Expression {
    const { start, end } = node;
    switch (node.kind) {
      case "string":
        return this.string(node, isLiteral);
      case "object": {
        this.uniqueNames(node);
        const items = node.members.map(({ name, value }) => ({
          start: name.start,
          end: value.end,
          key: this.string(name, isLiteral),
          value: this.expression(value, isLiteral),
        }));
        return { kind: "object", start, end, items };
      }
      case "array":
        return { kind: "tuple", start, end, items: node.items.map((item) => this.expression(item, isLiteral)) };
      case "number":
        return this.number(start, end, node.text);
      case "true":
      case "false":
        return { kind: "boolean", start, end, value: node.kind === "true" };
      case "null":
        return { kind: "null", start, end };
      case "error":
        return { kind: "error", start, end };
    }
  }

  /** HCL's JSON syntax refuses what its native syntax allows: one key twice in an object. */
  uniqueNames(object: JsonObject): void {
    const names = new Set<string>();
    for (const { name } of object.members) {
      if (names.has(name.value)) this.complain(name, `The property ${name.value} is in this object already.`);
      names.add(name.value);
    }
  }

  number(start: number, end: number, text: string): Expression {
    if (!text.startsWith("-")) return { kind: "number", start, end, text };
    const operand: NumberLiteral = { kind: "number", start: start + 1, end, text: text.slice(1) };
    return { kind: "unary", start, end, operator: "-", operand };
  }

  string(node: JsonString, isLiteral: boolean): Expression {
    const { start, end, value } = node;
    if (isLiteral || !(value.includes("${") || value.includes("%{"))) {
      return { kind: "string", start, end, value, isHeredoc: false };
    }
    const offset = jsonStringOffsets(this.file.text.slice(start, end), start);
    const expression = parseTemplate(new SourceFile(this.file.path, value), (diagnostic) => {
      const from = offset(diagnostic.range?.start ?? 0);
      const to = offset(diagnostic.range?.end ?? 0);
      this.report({ ...diagnostic, range: { file: this.file, start: from, end: Math.max(from, to) } });
    });
    if (expression.kind !== "string" && expression.kind !== "template") return { kind: "error", start, end };
    relocate(expression, offset);
    return { ...expression, start, end, isHeredoc: false };
  }

  complain(node: { start: number; end: number }, message: string, code = "json-structure"): void {
    const range = { file: this.file, start: node.start, end: node.end };
    this.report({ severity: "error", code, message, range });
  }
}

/** Moves all offsets in a freshly parsed tree, which holds no numbers other than offsets. */
function relocate(node: object, offset: (at: number) => number): void {
  for (const key of Object.keys(node)) {
    const value: unknown = Reflect.get(node, key);
    if (typeof value === "number") Reflect.set(node, key, offset(value));
    else if (typeof value === "object" && value !== null) relocate(value, offset);
  }
}
