// @ts-check
// Runs one compiled policy in a thread of its own, where an evaluation without end can be ended. Plain JavaScript, so that
// the file can be started as it stands.
import { loadPolicy } from "@open-policy-agent/opa-wasm";
import { parentPort, workerData } from "node:worker_threads";
import { readArguments, sprintf } from "./sprintf.js";

/**
 * @typedef {{ wasm: Uint8Array, data: string, pages: number, mostResults: number }} Setup
 * @typedef {{ input?: string, entrypoint: string }} Question
 * @typedef {(...args: number[]) => number} Call
 * @typedef {{ opa_malloc: Call, opa_json_parse: Call, opa_json_dump: Call, opa_value_dump: Call, builtins: Call }} Exports
 * @typedef {{ readonly memory: { readonly buffer: ArrayBuffer }, readonly exports: Exports }} Policy
 */

const port = parentPort;
if (port === null) throw new Error("This is the code of a worker.");
/** @type {Setup} */
const { wasm, data, pages, mostResults } = workerData;

/** What the library throws is an error, an object with a message, or a text.
 * @param {unknown} thrown */
const messageOf = (thrown) =>
  typeof thrown === "object" && thrown !== null && "message" in thrown ? String(thrown.message) : String(thrown);

/**
 * Takes the place of the library's `sprintf`, which knows neither sets nor objects, and throws where Go would say what is
 * wrong. The library lets no function of its own be replaced, so this is done where it imports functions into the policy.
 */
function replaceSprintf() {
  /** @type {{ instantiate: (source: unknown, imports: unknown) => Promise<unknown> }} */
  const assembly = /** @type {any} */ (globalThis).WebAssembly;
  const { instantiate } = assembly;
  /** @param {unknown} source @param {any} imports */
  const replacing = async (source, imports) => {
    assembly.instantiate = instantiate;
    const { env } = imports;
    const original = env.opa_builtin2;
    /** @type {Policy | undefined} */
    let policy;
    /** @type {number | undefined} */
    let id;
    env.opa_builtin2 = (/** @type {number[]} */ ...args) => {
      if (policy === undefined) return original(...args);
      id ??= Number(JSON.parse(textOf(policy, policy.exports.opa_json_dump(policy.exports.builtins()))).sprintf ?? -1);
      if (args[0] !== id) return original(...args);
      const format = JSON.parse(textOf(policy, policy.exports.opa_json_dump(args[2] ?? 0)));
      const values = readArguments(textOf(policy, policy.exports.opa_value_dump(args[3] ?? 0)));
      return valueOf(policy, sprintf(String(format), values));
    };
    const made = await instantiate(source, imports);
    policy = { memory: env.memory, exports: /** @type {any} */ (made).instance.exports };
    return made;
  };
  assembly.instantiate = replacing;
}

/** The text at an address, up to a zero. @param {Policy} policy @param {number} address */
function textOf({ memory }, address) {
  const bytes = new Uint8Array(memory.buffer);
  return new TextDecoder().decode(bytes.subarray(address, bytes.indexOf(0, address)));
}

/** Makes a text a value of the policy's. @param {Policy} policy @param {string} text */
function valueOf({ memory, exports }, text) {
  const bytes = new TextEncoder().encode(JSON.stringify(text));
  const address = exports.opa_malloc(bytes.length);
  new Uint8Array(memory.buffer).set(bytes, address);
  return exports.opa_json_parse(address, bytes.length);
}

try {
  replaceSprintf();
  const policy = await loadPolicy(Uint8Array.from(wasm), { initial: 5, maximum: pages });
  policy.setData(JSON.parse(data));
  let input = new ArrayBuffer(0);
  port.on("message", (/** @type {Question} */ question) => {
    try {
      if (question.input !== undefined) input = new TextEncoder().encode(question.input).buffer;
      /** @type {unknown} */
      const answer = policy.evaluate(input, question.entrypoint);
      const value = Array.isArray(answer) && answer.length > 0 ? answer[0].result : undefined;
      const isCut = Array.isArray(value) && value.length > mostResults;
      port.postMessage({ kind: "answer", value: isCut ? value.slice(0, mostResults) : value, isCut });
    } catch (error) {
      port.postMessage({ kind: "failure", message: messageOf(error) });
    }
  });
  port.postMessage({ kind: "ready", entrypoints: Object.keys(policy.entrypoints) });
} catch (error) {
  port.postMessage({ kind: "unusable", message: messageOf(error) });
}
