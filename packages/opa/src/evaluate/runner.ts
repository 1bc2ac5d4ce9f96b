import { Worker } from "node:worker_threads";
import type { CompiledModule } from "../bundle/bundle.js";
import { isRecord, recordOf } from "../rule.js";

/** What an evaluation came to: the value of a rule, undefined where the rule is, or why there is none. */
export type Evaluation =
  | { readonly ok: true; readonly value: unknown; readonly isCut: boolean }
  | { readonly ok: false; readonly message: string };

/** How long one evaluation may take, in milliseconds, unless a caller says otherwise. */
export const defaultTimeLimit = 30_000;

/** 64 KiB each: two gibibytes in all. */
const mostPages = 32_768;
/** Beyond this, more results of one rule on one input help nobody. */
export const mostResults = 10_000;

type Answer = Readonly<Record<string, unknown>>;

/**
 * Runs a compiled policy in a thread of its own. One that takes longer than the limit is ended, and the next evaluation begins
 * with a new thread.
 */
export class RegoRunner {
  #worker: Worker | undefined;
  #input: string | undefined;

  constructor(
    readonly module: CompiledModule,
    readonly timeLimit: number,
  ) {}

  /** Starts the policy and returns the names of its entrypoints, or says why it cannot be started. */
  async start(): Promise<readonly string[] | string> {
    this.close();
    const { wasm, data } = this.module;
    const worker = new Worker(new URL("./rego-worker.js", import.meta.url), {
      workerData: { wasm, data, pages: mostPages, mostResults },
      resourceLimits: { maxOldGenerationSizeMb: 1024 },
      // What a policy prints must not stand in a report.
      stdout: true,
      stderr: true,
    });
    this.#worker = worker;
    const { kind, entrypoints, message } = await this.#answerOf(worker);
    if (kind === "ready" && Array.isArray(entrypoints)) return entrypoints.map(String);
    this.close();
    return String(message);
  }

  /** Evaluates an entrypoint for an input, which is JSON. */
  async evaluate(input: string, entrypoint: string): Promise<Evaluation> {
    if (this.#worker === undefined) {
      const started = await this.start();
      if (typeof started === "string") return { ok: false, message: started };
    }
    const worker = this.#worker;
    if (worker === undefined) return { ok: false, message: "The policy could not be started." };
    worker.postMessage(this.#input === input ? { entrypoint } : { input, entrypoint });
    this.#input = input;
    const { kind, value, isCut, message } = await this.#answerOf(worker);
    if (kind === "answer") return { ok: true, value, isCut: isCut === true };
    return { ok: false, message: String(message) };
  }

  /** Ends the thread. */
  close(): void {
    void this.#worker?.terminate();
    this.#worker = undefined;
    this.#input = undefined;
  }

  /** Waits for the next message. Only while it does so does the thread keep the process alive. */
  async #answerOf(worker: Worker): Promise<Answer> {
    worker.ref();
    const answer = await new Promise<Answer>((resolve) => {
      const timer = setTimeout(() => {
        finish({ kind: "timeout", message: `it took longer than ${this.timeLimit / 1000} s` });
      }, this.timeLimit);
      const onMessage = (message: unknown): void => {
        finish(recordOf(message));
      };
      const onError = (error: unknown): void => {
        finish({ kind: "lost", message: describe(error) });
      };
      const onExit = (): void => {
        finish({ kind: "lost", message: "its thread ended" });
      };
      const finish = (found: Answer): void => {
        clearTimeout(timer);
        worker.off("message", onMessage).off("error", onError).off("exit", onExit);
        resolve(found);
      };
      worker.on("message", onMessage).on("error", onError).on("exit", onExit);
    });
    worker.unref();
    if (answer["kind"] === "timeout" || answer["kind"] === "lost") {
      // Whatever is still said by a thread that is being ended is nobody's concern.
      worker.on("error", () => undefined);
      this.close();
    }
    return answer;
  }
}

function describe(error: unknown): string {
  if (isRecord(error) && error["code"] === "ERR_WORKER_OUT_OF_MEMORY") return "it took too much memory";
  return error instanceof Error ? error.message : String(error);
}
