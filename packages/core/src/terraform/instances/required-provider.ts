import type { GraphNode } from "../../graph/graph.js";
import type { Reading } from "../../graph/reading.js";
import type { SourceRange } from "../../source/source-file.js";
import { attributeRange } from "../configuration/content.js";
import type { LockFile } from "../configuration/lock-file.js";
import type { Module } from "../configuration/module.js";
import { traversalText } from "../configuration/traversal-text.js";
import { lazyNode } from "./block-node.js";
import type { ModuleInstance } from "./module-instance.js";
import { fullProviderAddress, providerReference, providerSource } from "./provider-configuration.js";

/** The nodes of the providers that a module requires or uses, seen from the first instance of the module. */
export function requiredProviderNodes(module: ModuleInstance, lockFile: LockFile | undefined): readonly GraphNode[] {
  const uses = firstUses(module.module);
  const names = new Set([...module.module.requiredProviders.keys(), ...uses.keys()]);
  // It is part of Terraform itself and has no version of its own.
  names.delete("terraform");
  return [...names].map((name) => requiredProviderNode(module, name, uses.get(name), lockFile));
}

/** Where a module first uses each provider, by local name. */
function firstUses(module: Module): ReadonlyMap<string, SourceRange> {
  const uses = new Map<string, SourceRange>();
  const add = (reference: string, range: SourceRange): void => {
    const name = reference.split(".", 1)[0] ?? reference;
    if (!uses.has(name)) uses.set(name, range);
  };
  for (const { localName, written } of module.providers.values()) add(localName, written.range);
  for (const resource of module.resources.values()) {
    if (isBuiltIn(resource.type)) continue;
    add(providerReference(resource), resource.written.range);
  }
  return uses;
}

function isBuiltIn(type: string): boolean {
  return type === "terraform_data" || type === "terraform_remote_state";
}

function requiredProviderNode(
  module: ModuleInstance,
  name: string,
  use: SourceRange | undefined,
  lockFile: LockFile | undefined,
): GraphNode {
  const entry = module.module.requiredProviders.get(name);
  const range = entry === undefined ? (use ?? emptyRange(module.module)) : attributeRange(entry);
  const address = `${module.blockPrefix}required_provider.${name}`;
  const source = providerSource(module.module, name);
  const locked = lockFile?.providers.get(fullProviderAddress(source));
  const scalar = (value: string | boolean, at = range): Reading => ({
    kind: "scalar",
    value,
    range: at,
    isSensitive: false,
  });
  const absent: Reading = { kind: "absent", range, isSensitive: false };
  const readings = new Map<string, Reading>([
    ["name", scalar(name)],
    ["source", scalar(source, entryPart(module.module, name, "source")?.range)],
    ["version", versionReading(module.module, name) ?? absent],
    ["declared", scalar(entry !== undefined)],
    ["used", scalar(use !== undefined)],
    ["locked", scalar(locked !== undefined)],
    ["locked_version", locked?.version === undefined ? absent : scalar(locked.version)],
    ["root", scalar(module.call === undefined)],
  ]);
  const node = {
    address,
    blockAddress: address,
    type: "required_provider",
    kind: "terraform" as const,
    domain: module.root.domain,
    range,
  };
  return lazyNode(node, () => ({
    kind: "object",
    range,
    isSensitive: false,
    keys: () => [...readings.keys()],
    get: (key) => readings.get(key) ?? absent,
  }));
}

/** The version constraint: of the entry (in its short form the entry itself), else of a `provider` block, as of old. */
function versionReading(module: Module, name: string): Reading | undefined {
  const entry = module.requiredProviders.get(name);
  if (entry?.attribute.expression.kind === "string") {
    const { value } = entry.attribute.expression;
    return { kind: "scalar", value, range: attributeRange(entry), isSensitive: false };
  }
  const written = entryPart(module, name, "version");
  if (written !== undefined) return { kind: "scalar", value: written.text, range: written.range, isSensitive: false };
  const block = [...module.providers.values()].find(({ localName }) => localName === name);
  const version = block?.content.attributes.get("version");
  if (version?.attribute.expression.kind !== "string") return undefined;
  const { value } = version.attribute.expression;
  return { kind: "scalar", value, range: attributeRange(version), isSensitive: false };
}

function entryPart(
  module: Module,
  name: string,
  part: "source" | "version",
): { readonly text: string; readonly range: SourceRange } | undefined {
  const entry = module.requiredProviders.get(name);
  const expression = entry?.attribute.expression;
  if (entry === undefined || expression?.kind !== "object") return undefined;
  const item = expression.items.find(({ key }) => traversalText(key) === part);
  if (item?.value.kind !== "string") return undefined;
  return { text: item.value.value, range: { file: entry.file, start: item.start, end: item.end } };
}

function emptyRange(module: Module): SourceRange {
  const [first] = module.files;
  if (first === undefined) throw new Error("A module without files has no providers.");
  return { file: first.file, start: 0, end: 0 };
}
