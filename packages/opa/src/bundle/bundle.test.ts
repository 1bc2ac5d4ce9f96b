import { readFileSync } from "node:fs";
import { gunzipSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { RegoError } from "../problem.js";
import { readCompiled } from "./bundle.js";

const bytes = readFileSync(new URL("../testing/policy.tar.gz", import.meta.url));

function codeOf(work: () => unknown): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof RegoError) return error.code;
    throw error;
  }
}

/** A tar archive of files, as `tar --format=ustar` writes it. */
function tarOf(files: Readonly<Record<string, string>>): Buffer {
  const blocks = Object.entries(files).flatMap(([name, text]) => {
    const header = Buffer.alloc(512);
    header.write(name, 0);
    header.write(`${Buffer.byteLength(text).toString(8).padStart(11, "0")}\0`, 124);
    header.write("0", 156);
    header.write("ustar\0", 257);
    const content = Buffer.alloc(Math.ceil(Buffer.byteLength(text) / 512) * 512);
    content.write(text);
    return [header, content];
  });
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]));
}

describe("a compiled policy", () => {
  it("is read from a bundle, with its data and what its source says of its rules", () => {
    const [module, ...others] = readCompiled("policy.tar.gz", bytes);
    expect(others).toEqual([]);
    expect([...(module?.wasm.subarray(0, 4) ?? [])]).toEqual([0, 0x61, 0x73, 0x6d]);
    expect(JSON.parse(module?.data ?? "")).toEqual({ settings: { unwanted: ":latest" } });
    expect(module?.annotations.get("manifests/pods/deny_privileged")?.[0]?.["title"]).toBe(
      "A container runs privileged",
    );
  });

  it("is read from a .wasm alone", () => {
    const [module] = readCompiled("policy.tar.gz", bytes);
    expect(readCompiled("policy.wasm", module?.wasm ?? new Uint8Array())).toHaveLength(1);
  });

  it("has data where directories say", () => {
    const files = { "data.json": '{"a":1}', "b/c/data.json": '{"d":2}', "policy.wasm": "\0asm" };
    const [module] = readCompiled("b", tarOf(files));
    expect(JSON.parse(module?.data ?? "")).toEqual({ a: 1, b: { c: { d: 2 } } });
  });

  it("has no data that reaches the prototype of objects", () => {
    readCompiled("b", tarOf({ "__proto__/data.json": '{"polluted":true}', "policy.wasm": "\0asm" }));
    expect("polluted" in {}).toBe(false);
  });

  it.each<[string, Uint8Array]>([
    ["neither kind", new TextEncoder().encode("package main")],
    ["empty", new Uint8Array()],
    ["cut off", bytes.subarray(0, 2000)],
    ["no archive", gzipSync(Buffer.alloc(2000, "x"))],
    ["an archive that is cut off", gzipSync(gunzipSync(bytes).subarray(0, 9000))],
    ["without WebAssembly", tarOf({ "data.json": "{}" })],
    ["with data that is no JSON", tarOf({ "data.json": "{", "policy.wasm": "\0asm" })],
    ["with data as YAML", tarOf({ "data.yaml": "a: 1", "policy.wasm": "\0asm" })],
  ])("that is %s is refused", (_name, broken) => {
    expect(codeOf(() => readCompiled("broken", broken))).toBe("rego-bundle");
  });

  it("that unpacks to more than anybody needs is refused before it is unpacked", () => {
    const bomb = gzipSync(Buffer.alloc(300 * 1024 * 1024));
    expect(bomb.length).toBeLessThan(1024 * 1024);
    expect(codeOf(() => readCompiled("bomb", bomb))).toBe("rego-bundle");
  });
});
