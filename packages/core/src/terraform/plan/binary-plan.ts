import { ExtensionCodec, decode } from "@msgpack/msgpack";
import { unzipSync } from "fflate";
import { compareCodePoints } from "../../source/code-points.js";
import type { JsonObject } from "./json.js";
import { treeOfPaths } from "./marks.js";
import { readMessage, type ProtobufField, type ProtobufMessage } from "./protobuf.js";

/** What a binary plan file holds. */
export interface BinaryPlan {
  /** The plan in the shape of `terraform show -json`: `format_version`, `resource_changes`, `resource_drift`. */
  readonly document: JsonObject;
  /** The configuration it was made from, by path below the root module's directory. */
  readonly configuration: ReadonlyMap<string, Uint8Array>;
  /** The values that the root module's variables were given. */
  readonly variables: ReadonlyMap<string, unknown>;
}

/** A file of a plan larger than this is left alone: nobody writes such a configuration, but a zip can pretend to hold one. */
const largestFile = 256 * 1024 * 1024;

/** The bytes that a zip file with something in it begins with. */
export const startOfZip: readonly number[] = [0x50, 0x4b, 0x03, 0x04];

/** Whether bytes begin as a zip file does. */
export function isZip(bytes: Uint8Array): boolean {
  return startOfZip.every((byte, at) => bytes[at] === byte);
}

/**
 * Reads a file that `terraform plan -out` wrote: a zip of a protocol buffers message and the configuration. Returns
 * undefined where it is none.
 */
export function readBinaryPlan(bytes: Uint8Array): BinaryPlan | undefined {
  let files: Record<string, Uint8Array>;
  try {
    files = unzipSync(bytes, {
      filter: ({ name, originalSize }) =>
        (name === "tfplan" || name === "tfstate" || name.startsWith("tfconfig/")) && originalSize < largestFile,
    });
  } catch {
    return undefined;
  }
  const plan = files["tfplan"] === undefined ? undefined : readMessage(files["tfplan"]);
  if (plan === undefined) return undefined;
  return {
    document: {
      format_version: "1.2",
      terraform_version: text(plan.get(14)?.[0]),
      resource_changes: changesOf(plan.get(3)),
      resource_drift: changesOf(plan.get(18)),
      output_changes: outputChangesOf(plan.get(4)),
      prior_state: jsonOf(files["tfstate"]),
    },
    configuration: configurationOf(files),
    variables: variablesOf(plan.get(2)),
  };
}

function jsonOf(bytes: Uint8Array | undefined): unknown {
  if (bytes === undefined) return undefined;
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

/** Field numbers of `ResourceInstanceChange`, `Change` and `Path` in Terraform's plan format, stable since 0.14. */
const fieldOf = {
  address: 13,
  previousAddress: 14,
  deposedKey: 7,
  change: 9,
  requiredReplace: 11,
  action: 1,
  values: 2,
} as const;
const sensitiveFieldOf = { before: 3, after: 4 } as const;

const actionNames: Readonly<Record<number, readonly string[]>> = {
  0: ["no-op"],
  1: ["create"],
  2: ["read"],
  3: ["update"],
  5: ["delete"],
  6: ["delete", "create"],
  7: ["create", "delete"],
  8: ["forget"],
  9: ["create", "forget"],
};

/** Which of a change's values are the ones before and after, by action; most carry both. */
const valueIndices: Readonly<Record<number, readonly [number | undefined, number | undefined]>> = {
  0: [0, 0],
  1: [undefined, 0],
  5: [0, undefined],
  8: [0, undefined],
};

function changesOf(fields: readonly ProtobufField[] | undefined): readonly JsonObject[] {
  const changes: JsonObject[] = [];
  for (const field of fields ?? []) {
    const message = typeof field === "number" ? undefined : readMessage(field);
    const inner = message?.get(fieldOf.change)?.[0];
    const change = inner instanceof Uint8Array ? readMessage(inner) : undefined;
    if (message === undefined || change === undefined) continue;
    const address = text(message.get(fieldOf.address)?.[0]);
    const deposed = text(message.get(fieldOf.deposedKey)?.[0]);
    const previous = text(message.get(fieldOf.previousAddress)?.[0]);
    changes.push({
      address,
      ...(previous === "" || previous === address ? {} : { previous_address: previous }),
      ...(deposed === "" ? {} : { deposed }),
      ...partsOfAddress(address),
      change: {
        ...changeIn(change),
        replace_paths: (message.get(fieldOf.requiredReplace) ?? []).map(pathOf),
      },
    });
  }
  // The file's order is that of a map, another one each time the same plan is made.
  return changes.sort((left, right) => compareCodePoints(sortingKey(left), sortingKey(right)));
}

function sortingKey({ address, deposed = "" }: JsonObject): string {
  return `${String(address)} ${String(deposed)}`;
}

function changeIn(change: ProtobufMessage): JsonObject {
  const action = change.get(fieldOf.action)?.[0];
  const number = typeof action === "number" ? action : 0;
  const values = (change.get(fieldOf.values) ?? []).map(dynamicValue);
  const [before, after] = (valueIndices[number] ?? [0, 1]).map((index) => (index === undefined ? null : values[index]));
  return {
    actions: actionNames[number] ?? ["no-op"],
    before: known(before),
    after: known(after),
    after_unknown: unknownTree(after) ?? {},
    before_sensitive: treeOfPaths((change.get(sensitiveFieldOf.before) ?? []).map(pathOf)),
    after_sensitive: treeOfPaths((change.get(sensitiveFieldOf.after) ?? []).map(pathOf)),
  };
}

/** What becomes of the outputs: messages of name, change and whether the value is sensitive. */
function outputChangesOf(fields: readonly ProtobufField[] | undefined): JsonObject {
  const changes = new Map<string, JsonObject>();
  for (const field of fields ?? []) {
    const message = typeof field === "number" ? undefined : readMessage(field);
    const inner = message?.get(2)?.[0];
    const change = inner instanceof Uint8Array ? readMessage(inner) : undefined;
    if (message === undefined || change === undefined) continue;
    const isSensitive = message.get(3)?.[0] === 1;
    const marks = isSensitive ? { before_sensitive: true, after_sensitive: true } : {};
    changes.set(text(message.get(1)?.[0]), { ...changeIn(change), ...marks });
  }
  return Object.fromEntries(changes);
}

/** The entries of a map are messages of key and value. */
function variablesOf(fields: readonly ProtobufField[] | undefined): ReadonlyMap<string, unknown> {
  const variables = new Map<string, unknown>();
  for (const field of fields ?? []) {
    const entry = typeof field === "number" ? undefined : readMessage(field);
    const value = entry?.get(2)?.[0];
    if (value !== undefined) variables.set(text(entry?.get(1)?.[0]), known(dynamicValue(value)));
  }
  return variables;
}

function partsOfAddress(address: string): JsonObject {
  const match = /(?:^|\.)(data\.)?([^.[\]"]+)\.[^.[\]"]+(?:\[[^\]]*\])?$/.exec(address);
  return { mode: match?.[1] === undefined ? "managed" : "data", type: match?.[2] ?? "" };
}

/** Stands for a value that only apply can tell. */
const unknownMarker = Symbol("unknown");

/** go-cty writes unknown values as extensions: 0, or 12 when something is certain about them. */
const extensions = new ExtensionCodec();
for (const type of [0, 12]) extensions.register({ type, encode: () => null, decode: () => unknownMarker });

function dynamicValue(field: ProtobufField): unknown {
  const message = typeof field === "number" ? undefined : readMessage(field);
  const bytes = message?.get(1)?.[0];
  if (!(bytes instanceof Uint8Array)) return undefined;
  try {
    return withoutTypes(decode(bytes, { extensionCodec: extensions }));
  } catch {
    return unknownMarker;
  }
}

/** Where a schema leaves the type open, go-cty writes a pair of the type, in bytes, and the value. */
function withoutTypes(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    if (items.length === 2 && items[0] instanceof Uint8Array) return withoutTypes(items[1]);
    return items.map(withoutTypes);
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withoutTypes(item)]));
}

/** The value with null in place of what is unknown in a list, and without what is unknown in an object. */
function known(value: unknown): unknown {
  if (value === unknownMarker || value === undefined) return null;
  if (Array.isArray(value)) return value.map(known);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== unknownMarker)
      .map(([name, item]) => [name, known(item)]),
  );
}

/** The tree of what is unknown, or undefined where everything is known. */
function unknownTree(value: unknown): unknown {
  if (value === unknownMarker) return true;
  if (Array.isArray(value)) {
    const items = value.map(unknownTree);
    return items.some((item) => item !== undefined) ? items.map((item) => item ?? false) : undefined;
  }
  if (typeof value !== "object" || value === null) return undefined;
  const entries = Object.entries(value)
    .map(([name, item]) => [name, unknownTree(item)] as const)
    .filter(([, item]) => item !== undefined);
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

type Step = string | number;

function pathOf(field: ProtobufField): readonly Step[] {
  const steps = typeof field === "number" ? undefined : readMessage(field)?.get(1);
  return (steps ?? []).map((step) => {
    const message = typeof step === "number" ? undefined : readMessage(step);
    const name = message?.get(1)?.[0];
    if (name instanceof Uint8Array) return text(name);
    const key = message?.get(2)?.[0];
    const value = key === undefined ? undefined : dynamicValue(key);
    return typeof value === "number" ? value : typeof value === "string" ? value : "";
  });
}

/** The files of the configuration: `tfconfig/m-<key>/<file>`, with the directory of each module in `modules.json`. */
function configurationOf(files: Readonly<Record<string, Uint8Array>>): ReadonlyMap<string, Uint8Array> {
  const directories = new Map<string, string>();
  for (const module of manifestOf(files["tfconfig/modules.json"])) directories.set(module.key, module.directory);
  const found = new Map<string, Uint8Array>();
  for (const [name, bytes] of Object.entries(files)) {
    const match = /^tfconfig\/m-([^/]*)\/([^/]+)$/.exec(name);
    const directory = match === null ? undefined : directories.get(match[1] ?? "");
    if (match === null || directory === undefined) continue;
    found.set(directory === "." ? (match[2] ?? "") : `${directory}/${match[2] ?? ""}`, bytes);
  }
  return found;
}

function manifestOf(bytes: Uint8Array | undefined): readonly { key: string; directory: string }[] {
  if (bytes === undefined) return [];
  try {
    const entries: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return (Array.isArray(entries) ? (entries as unknown[]) : []).flatMap((entry) => {
      if (typeof entry !== "object" || entry === null || !("Key" in entry) || !("Dir" in entry)) return [];
      const { Key: key, Dir: directory } = entry;
      return typeof key === "string" && typeof directory === "string" ? [{ key, directory }] : [];
    });
  } catch {
    return [];
  }
}

function text(field: ProtobufField | undefined): string {
  return field instanceof Uint8Array ? new TextDecoder().decode(field) : "";
}
