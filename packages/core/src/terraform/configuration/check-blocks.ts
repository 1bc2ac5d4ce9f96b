import type { ReportDiagnostic } from "../../source/diagnostic.js";
import type { SourceRange } from "../../source/source-file.js";
import type { Content, WrittenBlock } from "./content.js";
import type { Module } from "./module.js";

/** What a block of Terraform's own may hold. */
interface BlockShape {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  readonly blocks: readonly string[];
}

const condition: BlockShape = { required: ["condition", "error_message"], optional: [], blocks: [] };

// With what later versions and OpenTofu have: of two tools, the one that accepts a block is right.
const shapes = {
  variable: {
    required: [],
    optional: ["type", "default", "description", "sensitive", "nullable", "ephemeral", "deprecated", "const"],
    blocks: ["validation"],
  },
  output: {
    required: ["value"],
    optional: ["type", "description", "sensitive", "ephemeral", "depends_on", "deprecated"],
    blocks: ["precondition"],
  },
  lifecycle: {
    required: [],
    optional: [
      "create_before_destroy",
      "prevent_destroy",
      "ignore_changes",
      "replace_triggered_by",
      "enabled",
      "destroy",
    ],
    blocks: ["precondition", "postcondition", "action_trigger"],
  },
  "removed lifecycle": { required: [], optional: ["destroy"], blocks: [] },
  check: { required: [], optional: [], blocks: ["data", "assert"] },
  moved: { required: ["from", "to"], optional: [], blocks: [] },
  import: { required: ["to"], optional: ["id", "identity", "for_each", "provider"], blocks: [] },
  removed: { required: ["from"], optional: [], blocks: ["lifecycle", "provisioner", "connection"] },
  precondition: condition,
  postcondition: condition,
  validation: condition,
  assert: condition,
} as const satisfies Readonly<Record<string, BlockShape>>;

const shapeByType: ReadonlyMap<string, BlockShape> = new Map(Object.entries(shapes));

/**
 * Reports what Terraform's own blocks hold that they may not, and lack that they need, override files merged in. What a
 * resource, a data source or a provider holds is the provider's affair.
 */
export function reportMisshapenBlocks(module: Module, report: ReportDiagnostic): void {
  const checker = new ShapeChecker(report);
  for (const { written, content } of module.variables.values()) checker.check("variable", written.range, content);
  for (const { written, content } of module.outputs.values()) checker.check("output", written.range, content);
  for (const { content } of module.resources.values()) checker.checkLifecycles(content);
  for (const blocks of [module.checks, module.moved, module.imports, module.removed]) {
    for (const { block, range, content } of blocks) checker.check(block.type, range, content);
  }
  for (const { range, content } of module.checks) {
    if (content.blocksOf("assert").length > 0) continue;
    checker.warn("missing-argument", 'A check needs at least one "assert" block.', range);
  }
}

class ShapeChecker {
  constructor(readonly report: ReportDiagnostic) {}

  checkLifecycles(resource: Content): void {
    const [first, second] = resource.blocksOf("lifecycle");
    if (second !== undefined) {
      this.warn("duplicate-declaration", 'A block has one "lifecycle" block at most.', second.range);
    }
    if (first !== undefined) this.check("lifecycle", first.range, first.content);
  }

  check(type: string, range: SourceRange, content: Content): void {
    const shape = shapeByType.get(type);
    if (shape === undefined) return;
    for (const name of shape.required) {
      if (content.attributes.has(name)) continue;
      this.warn("missing-argument", `The argument "${name}" is required in a block of type "${type}".`, range);
    }
    const known = new Set([...shape.required, ...shape.optional]);
    for (const [name, { file, attribute }] of content.attributes) {
      if (known.has(name)) continue;
      const message = `An argument named "${name}" is not expected in a block of type "${type}".`;
      this.warn("unsupported-argument", message, { file, start: attribute.start, end: attribute.nameEnd });
    }
    for (const nested of content.blocks) this.checkNested(type, nested, shape);
  }

  checkNested(type: string, nested: WrittenBlock, shape: BlockShape): void {
    const { range, content } = nested;
    const nestedType = nested.block.type;
    if (shape.blocks.includes(nestedType)) {
      if (type !== "removed") this.check(nestedType, range, content);
      else if (nestedType === "lifecycle") this.check("removed lifecycle", range, content);
      return;
    }
    const message = `Blocks of type "${nestedType}" are not expected in a block of type "${type}".`;
    this.warn("unsupported-block", message, range);
  }

  warn(code: string, message: string, range: SourceRange): void {
    this.report({ severity: "warning", code, message, range });
  }
}
