import { gunzipSync } from "node:zlib";
import { RegoError } from "../problem.js";
import { isRecord, recordOf, type Annotations } from "../rule.js";
import { readTar } from "./tar.js";

/** A policy compiled to WebAssembly, with what it needs. */
export interface CompiledModule {
  /** The file that it comes from. */
  readonly name: string;
  readonly wasm: Uint8Array;
  /** The base documents, as JSON. */
  readonly data: string;
  /** What the source said about a rule, by entrypoint. */
  readonly annotations: ReadonlyMap<string, Annotations>;
}

/** The largest bundle, unpacked, and the largest policy, in bytes. */
const maxBytes = 256 * 1024 * 1024;

/** Reads a compiled policy: a `.wasm`, or a bundle as `opa build -t wasm` writes it. @throws RegoError */
export function readCompiled(name: string, bytes: Uint8Array): readonly CompiledModule[] {
  if (bytes.length > maxBytes) throw tooLarge(name);
  if (isWasm(bytes)) return [{ name, wasm: bytes, data: "{}", annotations: new Map() }];
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return readBundle(name, unzip(name, bytes));
  throw new RegoError(
    "rego-bundle",
    `${name} is neither a policy compiled to WebAssembly nor a bundle of one.`,
    "Write one with `opa build -t wasm -e main/deny`.",
  );
}

function isWasm(bytes: Uint8Array): boolean {
  return bytes[0] === 0 && bytes[1] === 0x61 && bytes[2] === 0x73 && bytes[3] === 0x6d;
}

function unzip(name: string, bytes: Uint8Array): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: maxBytes });
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge(name);
    throw new RegoError("rego-bundle", `${name} is damaged, or cut off.`, "Build it again with `opa build`.");
  }
}

function tooLarge(name: string): RegoError {
  return new RegoError("rego-bundle", `${name} is too large: the limit is ${maxBytes / 1024 / 1024} MiB, unpacked.`);
}

function readBundle(name: string, tar: Uint8Array): readonly CompiledModule[] {
  const files = readTar(tar, (path) => /(?:^|\/)(?:\.manifest|data\.(?:json|ya?ml))$|\.wasm$/.test(path));
  const manifest = recordOf(parseJson(name, ".manifest", files.get(".manifest") ?? new TextEncoder().encode("{}")));
  const data = JSON.stringify(readData(name, files));
  const wasm = [...files].filter(([path]) => path.endsWith(".wasm"));
  if (wasm.length === 0) {
    throw new RegoError(
      "rego-bundle",
      `${name} holds no policy compiled to WebAssembly.`,
      "Build it with `opa build -t wasm -e main/deny`.",
    );
  }
  return wasm.map(([path, bytes]) => ({ name, wasm: bytes, data, annotations: annotationsOf(manifest, path) }));
}

function annotationsOf(manifest: Readonly<Record<string, unknown>>, module: string): ReadonlyMap<string, Annotations> {
  const resolvers: readonly unknown[] = Array.isArray(manifest["wasm"]) ? manifest["wasm"] : [];
  return new Map(
    resolvers.flatMap((resolver): [string, Annotations][] => {
      const { entrypoint, module: path, annotations } = recordOf(resolver);
      if (typeof entrypoint !== "string" || typeof path !== "string" || !Array.isArray(annotations)) return [];
      return path.replace(/^\/+/, "") === module ? [[entrypoint, annotations.filter(isRecord)]] : [];
    }),
  );
}

/** Base documents lie where their directory says. */
function readData(name: string, files: ReadonlyMap<string, Uint8Array>): unknown {
  const root: Record<string, unknown> = {};
  const paths = [...files.keys()].filter((path) => /(?:^|\/)data\.(?:json|ya?ml)$/.test(path));
  for (const path of paths.sort((left, right) => left.length - right.length)) {
    if (!path.endsWith(".json")) {
      throw new RegoError("rego-bundle", `${name} holds data as YAML (${path}).`, "`opa build` turns it into JSON.");
    }
    const value = parseJson(name, path, files.get(path) ?? new Uint8Array());
    let at = root;
    for (const directory of path.split("/").slice(0, -1)) {
      const inner = at[directory];
      const next: Record<string, unknown> = isRecord(inner) ? { ...inner } : {};
      Object.defineProperty(at, directory, { value: next, enumerable: true, configurable: true, writable: true });
      at = next;
    }
    if (isRecord(value)) Object.assign(at, value);
  }
  return root;
}

function parseJson(name: string, path: string, bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new RegoError("rego-bundle", `${name} holds ${path}, which is not valid JSON.`);
  }
}
