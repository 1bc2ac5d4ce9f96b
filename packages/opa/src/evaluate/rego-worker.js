// @ts-check
// Runs one compiled policy in a thread of its own, where an evaluation without end can be ended. Plain JavaScript, so that
// the file can be started as it stands.
import { loadPolicy } from "@open-policy-agent/opa-wasm";
import { parentPort, workerData } from "node:worker_threads";

/**
 * @typedef {{ wasm: Uint8Array, data: string, pages: number, mostResults: number }} Setup
 * @typedef {{ input?: string, entrypoint: string }} Question
 */

const port = parentPort;
if (port === null) throw new Error("This is the code of a worker.");
/** @type {Setup} */
const { wasm, data, pages, mostResults } = workerData;

/** What the library throws is an error, an object with a message, or a text.
 * @param {unknown} thrown */
const messageOf = (thrown) =>
  typeof thrown === "object" && thrown !== null && "message" in thrown ? String(thrown.message) : String(thrown);

try {
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
