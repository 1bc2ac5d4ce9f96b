import { parseHcl } from "../../../../packages/core/src/hcl/parse.js";
import { SourceFile } from "../../../../packages/core/src/source/source-file.js";
import { evaluate } from "../../../../packages/core/src/terraform/evaluate/evaluate.js";
import type { Scope } from "../../../../packages/core/src/terraform/evaluate/scope.js";
import { isWhollyKnown, typeOf } from "../../../../packages/core/src/terraform/values/construct.js";
import { formatNumber, isInfinite } from "../../../../packages/core/src/terraform/values/number.js";
import type { Type } from "../../../../packages/core/src/terraform/values/type.js";
import { Marks } from "../../../../packages/core/src/terraform/values/value.js";
import type { Value } from "../../../../packages/core/src/terraform/values/value.js";
import type { Answer } from "../ask.mjs";

export type { Answer } from "../ask.mjs";

/** Our answer for an expression, which stands in a file as `ask.mjs` writes it. */
export function answerOf(expression: string, scope: Scope): Answer {
  const problems: string[] = [];
  const file = new SourceFile("case.tf", `locals {\n  c = ${expression}\n}\n`);
  const parsed = parseHcl(file, (diagnostic) => problems.push(diagnostic.message));
  const block = parsed.body.items[0];
  const attribute = block?.kind === "block" ? block.body.items[0] : undefined;
  if (problems.length > 0 || attribute?.kind !== "attribute" || parsed.body.items.length > 1) {
    return { error: "hcl-syntax", detail: problems[0] ?? "not one attribute" };
  }
  const { value, error } = evaluate(attribute.expression, scope);
  if (error !== undefined) {
    if (error.start === undefined) throw new Error(`an error without a place: ${error.message}`);
    return { error: error.code, detail: error.message };
  }
  return answerFor(value);
}

/** The answer that a value is. */
export function answerFor(value: Value): Answer {
  if (holdsInfinity(value)) return { error: "infinite", detail: "A plan cannot hold infinity." };
  const sensitive: string[] = [];
  collectSensitive(value, "", sensitive);
  return {
    value: plain(value),
    // A plan does not tell the type of a null.
    ...(isWhollyKnown(value) ? { type: value.kind === "null" ? "dynamic" : typeNotation(typeOf(value)) } : {}),
    ...(sensitive.length > 0 ? { sensitive } : {}),
  };
}

function holdsInfinity(value: Value): boolean {
  if (value.kind === "number") return isInfinite(value.value);
  const items = "items" in value ? value.items : "entries" in value ? [...value.entries.values()] : [];
  return items.some(holdsInfinity);
}

function plain(value: Value): unknown {
  switch (value.kind) {
    case "string":
    case "bool":
      return value.value;
    case "number":
      // A plan does not tell negative zero from zero.
      return { $number: Object.is(value.value, -0) ? "0" : formatNumber(value.value) };
    case "null":
      return null;
    case "unknown":
      return { $unknown: true };
    case "list":
    case "set":
    case "tuple":
      return value.items.map(plain);
    case "map":
    case "object":
      return Object.fromEntries([...value.entries].map(([key, entry]) => [key, plain(entry)]));
  }
}

function typeNotation(type: Type): unknown {
  switch (type.kind) {
    case "string":
    case "number":
    case "bool":
    case "dynamic":
      return type.kind;
    case "list":
    case "set":
    case "map":
      return [type.kind, typeNotation(type.element)];
    case "tuple":
      return ["tuple", type.elements.map(typeNotation)];
    case "object":
      return [
        "object",
        Object.fromEntries([...type.attributes].map(([name, attribute]) => [name, typeNotation(attribute)])),
      ];
  }
}

function collectSensitive(value: Value, path: string, paths: string[]): void {
  if ((value.marks & Marks.sensitive) !== 0) {
    paths.push(path);
    return;
  }
  if (value.kind === "list" || value.kind === "set" || value.kind === "tuple") {
    value.items.forEach((item, at) => {
      collectSensitive(item, `${path}[${String(at)}]`, paths);
    });
  } else if (value.kind === "map" || value.kind === "object") {
    for (const [key, entry] of value.entries) collectSensitive(entry, `${path}[${JSON.stringify(key)}]`, paths);
  }
}

/** Whether two answers agree: errors with errors, whatever they say; everything else exactly. */
export function agree(ours: Answer, theirs: Answer): boolean {
  if (ours.error !== undefined || theirs.error !== undefined) {
    return (ours.error !== undefined) === (theirs.error !== undefined);
  }
  return (
    canonical([ours.value, ours.type, ours.sensitive]) === canonical([theirs.value, theirs.type, theirs.sensitive])
  );
}

/** JSON with sorted names, so that equal answers are equal texts. */
export function canonical(answer: unknown): string {
  return JSON.stringify(answer, (_key, value: unknown) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
