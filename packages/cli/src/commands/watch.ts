import { relative, resolve, sep } from "node:path";
import { openSession, type Project, type ScanOptions, type Session } from "@lintel/core";
import { createNodeHost, findScanRoot } from "@lintel/core/node";
import type { GivenOptions } from "../command-line/options.js";
import { ToldError, UsageError } from "../command-line/usage-error.js";
import { exitCodes } from "../exit-code.js";
import { FileWatcher } from "../output/file-watcher.js";
import { isTerminal, writeError, writeOut } from "../output/streams.js";
import { type JudgedSources, type Judge, scanOnce } from "./scan.js";
import type { ScanSettings } from "./scan-settings.js";

/** Editors write a file in several steps. */
const quietMilliseconds = 100;

const clearScreen = "\u001b[2J\u001b[3J\u001b[H";

/** `lintel scan --watch`: scans, and scans again whenever a file changes, until it is told to end. Returns the last exit code. */
export async function watchScans(options: GivenOptions, settings: ScanSettings): Promise<number> {
  const root = findScanRoot(settings.paths);
  const changes = new ChangeQueue(isOutput(root, settings));
  const watcher = new FileWatcher(root, changes.add);
  const end = (): void => {
    changes.end();
  };
  process.once("SIGINT", end);
  process.once("SIGTERM", end);
  const scans = new WatchedScans();
  const isClearing = await isTerminal("stdout");
  let code: number = exitCodes.clean;
  for (let changed: Changed | undefined = "unknown"; changed !== undefined; changed = await changes.next()) {
    if (isClearing) writeOut(clearScreen);
    code = await tryScan(options, settings, scans.judgeOf(changed));
    if (!settings.isQuiet) writeError("lintel: Waiting for changes; Ctrl-C ends it.\n");
  }
  process.removeListener("SIGINT", end);
  process.removeListener("SIGTERM", end);
  watcher.close();
  return code;
}

type Changed = readonly string[] | "unknown";

/** What is wrong for the moment, such as a configuration that is being written, is said, and the next change waited for. */
async function tryScan(
  options: GivenOptions,
  settings: ScanSettings,
  judgeOf: (sources: JudgedSources) => Judge,
): Promise<number> {
  try {
    return await scanOnce(options, settings, judgeOf);
  } catch (error) {
    if (error instanceof UsageError)
      writeError(`lintel: ${error.message}${error.hint === undefined ? "" : ` ${error.hint}`}\n`);
    else if (!(error instanceof ToldError)) throw error;
    return exitCodes.failure;
  }
}

/** What is kept from one scan for the next. */
interface Kept {
  readonly session: Session;
  readonly project: Project;
}

/** What is read as source alone. How things are judged is taken from other files, which a session reads only once. */
const isSource = /\.(?:tf|tofu|tfvars|tf\.json|tofu\.json|tpl|tftpl)$/;

/** One scan after the other, of which each only does again what a change can have an effect on. */
class WatchedScans {
  #kept: Kept | undefined;
  /** What tells of the scan that goes on now: the session was opened for an earlier one. */
  #current: ScanOptions | undefined;

  judgeOf(changed: Changed): (sources: JudgedSources) => Judge {
    return (sources) => async (scanOptions) => {
      this.#current = scanOptions;
      const kept = changed !== "unknown" && changed.every((path) => isSource.test(path)) ? this.#kept : undefined;
      // Until it has come to its end, nothing is kept.
      this.#kept = undefined;
      const now = kept ?? { session: await this.#open(sources, scanOptions), project: sources.project };
      if (kept !== undefined) await kept.session.update(changed);
      sources.judged.project = now.project;
      this.#kept = now;
      return now.session.scan.result;
    };
  }

  #open({ root }: JudgedSources, options: ScanOptions): Promise<Session> {
    return openSession({
      ...options,
      host: options.host ?? createNodeHost(root),
      onProgress: (done) => this.#current?.onProgress?.(done),
      onGraph: (read) => this.#current?.onGraph?.(read),
    });
  }
}

/** Collects what changes until somebody asks, and a little longer. */
class ChangeQueue {
  readonly #paths = new Set<string>();
  #isUnknown = false;
  #hasEnded = false;
  #wake: (() => void) | undefined;

  constructor(readonly isIgnored: (path: string) => boolean) {}

  /** Takes note of a path, or that nobody knows which. */
  readonly add = (path: string | undefined): void => {
    if (path === undefined) this.#isUnknown = true;
    else if (this.isIgnored(path)) return;
    else this.#paths.add(path);
    this.#wake?.();
  };

  end(): void {
    this.#hasEnded = true;
    this.#wake?.();
  }

  /** What has changed since the last time, once nothing more does; undefined when it is to end. */
  async next(): Promise<Changed | undefined> {
    while (!this.#hasEnded && this.#paths.size === 0 && !this.#isUnknown) await this.#waitForMore();
    for (let known = -1; !this.#hasEnded && known !== this.#paths.size;) {
      known = this.#paths.size;
      await new Promise((done) => setTimeout(done, quietMilliseconds));
    }
    if (this.#hasEnded) return undefined;
    const changed = this.#isUnknown ? "unknown" : [...this.#paths];
    this.#paths.clear();
    this.#isUnknown = false;
    return changed;
  }

  async #waitForMore(): Promise<void> {
    await new Promise<void>((done) => {
      this.#wake = done;
    });
    this.#wake = undefined;
  }
}

/** Whether a path is one of the reports, or what they are written to first. */
function isOutput(root: string, { targets }: ScanSettings): (path: string) => boolean {
  const files = targets.flatMap(({ file }) =>
    file === undefined ? [] : [relative(root, resolve(file)).split(sep).join("/")],
  );
  return (path) => files.includes(path) || /(?:^|\/)\.[^/]+\.tmp$/.test(path);
}
