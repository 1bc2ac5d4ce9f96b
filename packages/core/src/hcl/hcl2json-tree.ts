import type { ReportDiagnostic } from "../source/diagnostic.js";
import { SourceFile } from "../source/source-file.js";
import { identifierEnd } from "./characters.js";
import { parseTemplate } from "./parse.js";
import { projectToHcl2json } from "./projection.js";
import { findResumption, isBlockHeader } from "./recovery.js";
import type { Attribute, Block, Body, Expression, HclFile, ObjectItem } from "./syntax.js";

interface Place {
  readonly start: number;
  readonly end: number;
}

/** A body to look for headings in, and the header it belongs to: the place of whatever has no heading of its own. */
interface Scope {
  readonly start: number;
  readonly end: number;
  readonly header: Place;
}

/** A line of the text that begins an argument or a block, to find again what the JSON names without a position. */
interface Heading extends Place {
  readonly text: string;
  readonly isBlock: boolean;
  isUsed: boolean;
}

/**
 * Builds a tree from hcl2json's JSON for a file that our parser could not read, with what of our own tree agrees with the JSON
 * taken over as it is. In the rest every node has the position of the argument or of the block's header, found by its
 * words in the text.
 */
export function treeFromHcl2json(ours: HclFile, json: unknown): HclFile {
  if (!isRecord(json)) return ours;
  const builder = new TreeBuilder(ours);
  const end = ours.file.text.length;
  const items = builder.items(json, { start: 0, end, header: { start: 0, end: 0 } });
  const body: Body = { start: 0, end, items: items.sort((a, b) => a.start - b.start) };
  return { ...ours, body };
}

class TreeBuilder {
  readonly #file: SourceFile;
  readonly #headings: readonly Heading[];
  readonly #ours: readonly { readonly item: Block; readonly json: string }[];

  constructor(ours: HclFile) {
    this.#file = ours.file;
    this.#headings = findHeadings(ours.file.text);
    this.#ours = ours.body.items
      .filter((item) => item.kind === "block")
      .map((item) => ({
        item,
        json: canonical(projectToHcl2json({ ...ours, body: { ...ours.body, items: [item] } })),
      }));
  }

  items(json: Readonly<Record<string, unknown>>, scope: Scope): (Attribute | Block)[] {
    return Object.entries(json).flatMap(([name, value]) => this.#item(name, [], value, scope));
  }

  /** Makes items of a property: an argument, one block or several, or what hangs below a label. */
  #item(type: string, labels: readonly string[], value: unknown, scope: Scope): (Attribute | Block)[] {
    if (labels.length === 0) {
      const heading = this.#take(type, scope, false);
      if (heading !== undefined) return [this.#attribute(type, value, heading)];
    }
    if (Array.isArray(value) && value.every(isRecord))
      return value.map((body) => this.#block(type, labels, body, scope));
    if (isRecord(value)) {
      return Object.entries(value).flatMap(([label, inner]) => this.#item(type, [...labels, label], inner, scope));
    }
    return [this.#attribute(type, value, scope.header)];
  }

  #block(type: string, labels: readonly string[], json: Readonly<Record<string, unknown>>, scope: Scope): Block {
    const same = this.#same(type, labels, json);
    const heading = this.#take([type, ...labels].join(" "), scope, true);
    if (same !== undefined) return same;
    const header: Place = heading ?? scope.header;
    const { start, end: headerEnd } = header;
    const end = heading === undefined ? headerEnd : findResumption(this.#file.text, start, "item");
    const items = this.items(json, { start: headerEnd, end, header });
    const body: Body = { start: headerEnd, end, items };
    return {
      kind: "block",
      start,
      end,
      type,
      labels: labels.map((label) => ({ start, end: headerEnd, value: label, isQuoted: true })),
      headerEnd,
      body,
    };
  }

  /** Our own block with this header, when it says the same as the JSON. */
  #same(type: string, labels: readonly string[], json: unknown): Block | undefined {
    let wrapped: unknown = [json];
    for (const label of labels.toReversed()) wrapped = { [label]: wrapped };
    const wanted = canonical({ [type]: wrapped });
    return this.#ours.find((candidate) => candidate.json === wanted)?.item;
  }

  /** Finds the next unused line that begins this argument or block. */
  #take(text: string, scope: Scope, isBlock: boolean): Heading | undefined {
    const heading = this.#headings.find(
      (candidate) =>
        !candidate.isUsed &&
        candidate.isBlock === isBlock &&
        candidate.text === text &&
        candidate.start >= scope.start &&
        candidate.start < Math.max(scope.end, scope.start + 1),
    );
    if (heading !== undefined) heading.isUsed = true;
    return heading;
  }

  #attribute(name: string, value: unknown, place: Place): Attribute {
    const expression = this.#expression(value, place);
    return { kind: "attribute", start: place.start, end: place.end, name, nameEnd: place.end, expression };
  }

  #expression(value: unknown, place: Place): Expression {
    const { start, end } = place;
    if (value === null) return { kind: "null", start, end };
    if (typeof value === "boolean") return { kind: "boolean", start, end, value };
    if (typeof value === "number") return number(value, place);
    if (typeof value === "string") return this.#template(value, place);
    if (Array.isArray(value)) {
      return { kind: "tuple", start, end, items: value.map((item) => this.#expression(item, place)) };
    }
    if (!isRecord(value)) return { kind: "error", start, end };
    const items = Object.entries(value).map(([key, inner]): ObjectItem => ({
      start,
      end,
      key: this.#template(key, place),
      value: this.#expression(inner, place),
    }));
    return { kind: "object", start, end, items };
  }

  #template(text: string, { start, end }: Place): Expression {
    if (!text.includes("${") && !text.includes("%{"))
      return { kind: "string", start, end, value: text, isHeredoc: false };
    const expression = parseTemplate(new SourceFile(this.#file.path, text), ignore);
    relocate(expression, start, end);
    return expression;
  }
}

const ignore: ReportDiagnostic = () => undefined;

function number(value: number, { start, end }: Place): Expression {
  const operand: Expression = { kind: "number", start, end, text: String(Math.abs(value)) };
  return value < 0 ? { kind: "unary", start, end, operator: "-", operand } : operand;
}

function relocate(node: object, start: number, end: number): void {
  for (const key of Object.keys(node)) {
    const value: unknown = Reflect.get(node, key);
    if (typeof value === "number") Reflect.set(node, key, key === "start" || key === "nameStart" ? start : end);
    else if (typeof value === "object" && value !== null) relocate(value, start, end);
  }
}

function findHeadings(text: string): Heading[] {
  const headings: Heading[] = [];
  for (let lineStart = 0; lineStart < text.length;) {
    const newline = text.indexOf("\n", lineStart);
    const lineEnd = newline === -1 ? text.length : newline;
    let start = lineStart;
    while (start < lineEnd && (text.charCodeAt(start) === 32 || text.charCodeAt(start) === 9)) start++;
    const nameEnd = identifierEnd(text, start);
    if (isBlockHeader(text, start)) {
      const header = text.slice(start, text.indexOf("{", start));
      const words = header.replaceAll('"', " ").trim().split(/\s+/);
      headings.push({
        start,
        end: start + header.trimEnd().length,
        text: words.join(" "),
        isBlock: true,
        isUsed: false,
      });
    } else if (nameEnd > start && /^[ \t]*=(?![=>])/.test(text.slice(nameEnd, lineEnd))) {
      const end = start + text.slice(start, lineEnd).trimEnd().length;
      headings.push({ start, end, text: text.slice(start, nameEnd), isBlock: false, isUsed: false });
    }
    lineStart = lineEnd + 1;
  }
  return headings;
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => {
    if (!isRecord(inner)) return inner;
    const sorted = Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(sorted);
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
