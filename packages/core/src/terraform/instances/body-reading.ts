import type { ListReading, ObjectReading, Reading } from "../../graph/reading.js";
import type { SourceRange } from "../../source/source-file.js";
import { attributeRange, type WrittenBlock } from "../configuration/content.js";
import { placeIn } from "../trace/walk.js";
import type { BodyInstance } from "./body-instance.js";
import { readingOfLiteral } from "./literal-reading.js";
import { originAt } from "./origin.js";
import { readingOfValue } from "./reading-of-value.js";

/** Readings that a node has beyond what is written in its block: `effective`, or the texts of meta-arguments. */
type DerivedReadings = (name: string) => Reading | undefined;

/** Reads the inside of a block: attributes and nested blocks as a policy sees them, evaluated when asked for. */
export function readingOfBody(
  body: BodyInstance,
  derived?: DerivedReadings,
  range: SourceRange = body.range,
): ObjectReading {
  return {
    kind: "object",
    range,
    isSensitive: false,
    keys: () => [...namesInOrder(body)],
    get: (name) => derived?.(name) ?? readingOfName(body, name) ?? { kind: "absent", range, isSensitive: false },
  };
}

/** Arguments that Terraform never evaluates, by the type of block: they hold references, not values. */
const unevaluated: Readonly<Record<string, ReadonlySet<string> | undefined>> = {
  resource: new Set(["provider", "depends_on"]),
  data: new Set(["provider", "depends_on"]),
  ephemeral: new Set(["provider", "depends_on"]),
  module: new Set(["providers", "depends_on", "source", "version"]),
  output: new Set(["depends_on"]),
  variable: new Set(["type"]),
  lifecycle: new Set(["ignore_changes", "replace_triggered_by"]),
  provisioner: new Set(["when", "on_failure"]),
};

function isUnevaluated({ block }: WrittenBlock, name: string): boolean {
  return block.type === "required_providers" || (unevaluated[block.type]?.has(name) ?? false);
}

function readingOfName(body: BodyInstance, name: string): Reading | undefined {
  const written = body.writtenAttribute(name);
  if (written !== undefined && isUnevaluated(body.written, name)) return readingOfLiteral(written);
  const attribute = readingOfAttribute(body, name);
  if (attribute !== undefined && attribute.kind !== "absent") return attribute;
  return readingOfBlocks(body, name) ?? attribute ?? readingOfLabels(body, name);
}

/** Reads an attribute that is written; located at the attribute, also where its value comes from elsewhere. */
export function readingOfAttribute(body: BodyInstance, name: string): Reading | undefined {
  const memo = body.attribute(name);
  const written = body.writtenAttribute(name);
  if (memo === undefined || written === undefined) return undefined;
  const value = body.scope.evaluation.compute(memo);
  const origin = originAt(placeIn(written, body.scope, []), attributeRange(written));
  return readingOfValue(value, origin, written.attribute.expression);
}

function readingOfBlocks(body: BodyInstance, type: string): ListReading | undefined {
  const memo = body.blocks(type);
  if (memo === undefined) return undefined;
  const { items, rest } = body.scope.evaluation.compute(memo);
  return {
    kind: "list",
    isBlocks: true,
    range: items[0]?.range ?? memo.range,
    isSensitive: false,
    items: items.map((item) => readingOfBody(item)),
    rest,
  };
}

/** A label of a nested block, `provisioner "local-exec"`, reads as if it were an attribute `label`. */
function readingOfLabels(body: BodyInstance, name: string): Reading | undefined {
  const [label] = body.labels;
  if (name !== "label" || label === undefined) return undefined;
  return { kind: "scalar", value: label, range: body.range, isSensitive: false };
}

/** Names of attributes and of nested blocks, in the order of the source. */
function namesInOrder(body: BodyInstance): ReadonlySet<string> {
  const places: { readonly name: string; readonly path: string; readonly start: number }[] = [];
  for (const [name, { file, attribute }] of body.content.attributes) {
    places.push({ name, path: file.path, start: attribute.start });
  }
  for (const { block, file } of body.content.blocks) {
    const name = block.type === "dynamic" ? (block.labels[0]?.value ?? "") : block.type;
    places.push({ name, path: file.path, start: block.start });
  }
  const home = body.written.file.path;
  const rank = (path: string): number => (path === home ? 0 : 1);
  places.sort((a, b) => rank(a.path) - rank(b.path) || a.start - b.start);
  return new Set(places.map(({ name }) => name));
}
