import { spawn } from "node:child_process";
import { withoutSecrets } from "../log.js";

/** That git did not do what it was asked; nothing secret is in the message. */
export class GitProcessError extends Error {
  constructor(
    message: string,
    readonly why: "failed" | "timeout" | "too-large" | "aborted",
  ) {
    super(message);
    this.name = "GitProcessError";
  }
}

/** How git is run. */
export interface GitProcessOptions {
  readonly directory: string;
  /** Settings that git reads from its environment, where neither a list of processes nor a file shows them. */
  readonly configuration: Readonly<Record<string, string>>;
  readonly timeoutMilliseconds: number;
  readonly signal?: AbortSignal | undefined;
  /** Asked every now and then; git is ended where it says so. */
  readonly isTooLarge?: (() => Promise<boolean>) | undefined;
}

/** What of our own environment git needs: nothing that is secret, and nothing that leads it elsewhere. */
const inherited =
  /^(?:PATH|TMPDIR|SystemRoot|(?:https?|no|all)_proxy|GIT_EXEC_PATH|SSL_CERT_(?:FILE|DIR)|GIT_SSL_CAINFO)$/i;

const mostOutput = 1 << 20;
const watchedEvery = 1000;

/**
 * Runs git, with no configuration but the given one, in a group of processes of its own: where it takes too long all of them are ended.
 * @throws GitProcessError
 */
export function runGit(args: readonly string[], options: GitProcessOptions): Promise<string> {
  const { directory, configuration, timeoutMilliseconds, signal, isTooLarge } = options;
  return new Promise((done, fail) => {
    if (signal?.aborted === true) {
      fail(new GitProcessError("git was not run any more.", "aborted"));
      return;
    }
    const child = spawn("git", args, {
      cwd: directory,
      env: environment(configuration),
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    let ended: GitProcessError | undefined;
    const end = (message: string, why: GitProcessError["why"]): void => {
      ended ??= new GitProcessError(message, why);
      killGroup(child.pid);
    };
    const onAbort = (): void => {
      end("git was stopped.", "aborted");
    };
    signal?.addEventListener("abort", onAbort, { once: true });
    const timeout = setTimeout(() => {
      end(`git ${args[0] ?? ""} took longer than ${Math.round(timeoutMilliseconds / 1000)} s.`, "timeout");
    }, timeoutMilliseconds);
    const watch = setInterval(() => {
      void isTooLarge?.().then((isSo) => {
        if (isSo) end("The repository is larger than it may be here.", "too-large");
      });
    }, watchedEvery);
    const output = collect(child.stdout);
    const complaints = collect(child.stderr);
    const settle = (act: () => void): void => {
      clearTimeout(timeout);
      clearInterval(watch);
      signal?.removeEventListener("abort", onAbort);
      act();
    };
    child.on("error", (error: NodeJS.ErrnoException) => {
      settle(() => {
        const message = error.code === "ENOENT" ? "The program git is not there." : error.message;
        fail(new GitProcessError(message, "failed"));
      });
    });
    child.on("close", (code) => {
      settle(() => {
        if (ended !== undefined) fail(ended);
        else if (code === 0) done(output());
        else fail(new GitProcessError(withoutSecrets(complaints()).trim().slice(-2000), "failed"));
      });
    });
  });
}

function collect(stream: NodeJS.ReadableStream): () => string {
  let text = "";
  stream.setEncoding("utf8");
  stream.on("data", (chunk: string) => {
    if (text.length < mostOutput) text += chunk;
  });
  return () => text;
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}

function environment(configuration: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => inherited.test(name));
  const entries = Object.entries(configuration);
  return {
    ...Object.fromEntries(kept),
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_TERMINAL_PROMPT: "0",
    GIT_ASKPASS: "",
    SSH_ASKPASS: "",
    LC_ALL: "C",
    GIT_CONFIG_COUNT: String(entries.length),
    ...Object.fromEntries(
      entries.flatMap(([key, value], index) => [
        [`GIT_CONFIG_KEY_${index}`, key],
        [`GIT_CONFIG_VALUE_${index}`, value],
      ]),
    ),
  };
}
