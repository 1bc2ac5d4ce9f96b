import type { GraphNode, NodeKind } from "../../graph/graph.js";
import type { ObjectReading, Reading } from "../../graph/reading.js";
import type { SourceRange } from "../../source/source-file.js";
import { classifyModuleSource } from "../configuration/module-source.js";
import type { Declaration, ProviderDeclaration } from "../configuration/module.js";
import { Content, type WrittenBlock } from "../configuration/content.js";
import { BodyInstance } from "./body-instance.js";
import { readingOfBody } from "./body-reading.js";
import type { ModuleCallInstance } from "./module-call-block.js";
import type { ModuleInstance } from "./module-instance.js";
import { providerBody } from "./provider-configuration.js";
import { uncertaintyOf } from "./uncertainty.js";

/** Makes a node whose reading is made when it is first asked for. */
export function lazyNode(node: Omit<GraphNode, "reading">, read: () => ObjectReading): GraphNode {
  let reading: ObjectReading | undefined;
  return {
    ...node,
    get reading() {
      reading ??= read();
      return reading;
    },
  };
}

/** The node of a `provider` block. */
export function providerNode(module: ModuleInstance, declaration: ProviderDeclaration): GraphNode {
  const node = {
    address: `${module.prefix}provider.${declaration.name}`,
    blockAddress: `${module.blockPrefix}provider.${declaration.name}`,
    type: `provider.${declaration.localName}`,
    kind: "provider" as const,
    domain: module.root.domain,
    range: declaration.written.range,
    uncertain: uncertaintyOf({ kind: "single" }, module),
  };
  return lazyNode(node, () => readingOfBody(providerBody(module, declaration)));
}

/** The node of one instance of a module call, with `kind` and `ref` of its source besides what is written. */
export function moduleCallNode(call: ModuleCallInstance): GraphNode {
  const { caller, declaration, blockAddress } = call.block;
  const { range } = declaration.written;
  const node = {
    address: call.address,
    blockAddress,
    type: "module",
    kind: "module" as const,
    domain: caller.root.domain,
    range,
    uncertain: uncertaintyOf(call.repetition, caller),
  };
  const derived = (name: string): Reading | undefined =>
    name === "kind" || name === "ref" ? sourceReading(call, name, range) : undefined;
  return lazyNode(node, () => readingOfBody(call.body, derived));
}

function sourceReading(call: ModuleCallInstance, part: "kind" | "ref", header: SourceRange): Reading {
  const written = call.body.writtenAttribute("source");
  const expression = written?.attribute.expression;
  const absent: Reading = { kind: "absent", range: header, isSensitive: false };
  if (written === undefined) return absent;
  const range = { file: written.file, start: written.attribute.start, end: written.attribute.end };
  if (expression?.kind !== "string") return { kind: "unknown", reason: "error", range, isSensitive: false };
  const value = classifyModuleSource(expression.value)[part];
  return value === undefined ? { ...absent, range } : { kind: "scalar", value, range, isSensitive: false };
}

/** The node of a `variable` or `output` block: one for each module directory, seen from its first instance. */
export function declarationNode(
  module: ModuleInstance,
  kind: "variable" | "output",
  declaration: Declaration,
): GraphNode {
  const address = `${module.blockPrefix}${kind === "variable" ? "var" : "output"}.${declaration.name}`;
  const { range } = declaration.written;
  const derived = (name: string): Reading | undefined =>
    name === "name" ? { kind: "scalar", value: declaration.name, range, isSensitive: false } : undefined;
  return lazyNode(nodeOf(module, kind, address, range), () => {
    const body = new BodyInstance(declaration.written, declaration.content, module.scope, address);
    return readingOfBody(body, derived);
  });
}

/** The node of the `terraform` blocks of a module directory, which are read as one. */
export function settingsNode(module: ModuleInstance): GraphNode | undefined {
  const [first] = module.module.settings;
  if (first === undefined) return undefined;
  const address = `${module.blockPrefix}terraform`;
  return lazyNode(nodeOf(module, "terraform", address, first.range), () => {
    const content = joined(module.module.settings);
    return readingOfBody(new BodyInstance(first, content, module.scope, address));
  });
}

function joined(blocks: readonly WrittenBlock[]): Content {
  const attributes = new Map(blocks.flatMap(({ content }) => [...content.attributes]));
  return new Content(
    attributes,
    blocks.flatMap(({ content }) => content.blocks),
  );
}

function nodeOf(
  module: ModuleInstance,
  kind: NodeKind,
  address: string,
  range: SourceRange,
): Omit<GraphNode, "reading"> {
  return { address, blockAddress: address, type: kind, kind, domain: module.root.domain, range };
}
