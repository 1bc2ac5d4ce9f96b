import { recordOf, type LaterScan } from "./baseline/compare.js";
import { ScanMemory } from "./scan-memory.js";
import { scanSources } from "./scan.js";
import type { ScanOptions } from "./scan-options.js";
import type { SourceHost } from "./source/host.js";
import { RememberingHost, type ChangedPaths } from "./source/remembering-host.js";

/** What a session scans, and how. */
export interface SessionOptions extends ScanOptions {
  /** Where files are read. A host may serve one scan only: then every update is given another. */
  readonly host: SourceHost;
  /**
   * Makes what depends on files: the project, files of variables, a baseline, policies. It is asked for every scan, and what it makes
   * goes over the other options. Policies that are not the very same objects as before have everything judged again.
   */
  readonly configure?: ((host: SourceHost) => Promise<Partial<ScanOptions>>) | undefined;
}

/** A scan of a session: its result is that of a full scan, and others can be compared with it. */
export type SessionScan = LaterScan;

/** Opens a session: scans everything once. */
export async function openSession(options: SessionOptions): Promise<Session> {
  const host = new RememberingHost(options.host);
  const state: SessionState = { options, host, memory: new ScanMemory(host) };
  return new Session(state, await scanNow(state));
}

/** What a session remembers between its scans. */
interface SessionState {
  readonly options: SessionOptions;
  readonly host: RememberingHost;
  readonly memory: ScanMemory;
}

/**
 * A scan that is kept up to date. It is told which files have changed, reads those again, judges again what they can reach, and
 * gives what a full scan would.
 */
export class Session {
  readonly #state: SessionState;
  #scan: SessionScan;

  /** Made by {@link openSession}. */
  constructor(state: SessionState, scan: SessionScan) {
    this.#state = state;
    this.#scan = scan;
  }

  /** The last scan. */
  get scan(): SessionScan {
    return this.#scan;
  }

  /**
   * Scans again after a change. `changed` names files that were changed, added or deleted, relative to the scan root, of one that was
   * renamed both names; `"unknown"` has everything looked at. With a host, files are read from there from now on: the base and the
   * head of a pull request are one session and its change. One update is made after the other.
   */
  async update(changed: ChangedPaths, host?: SourceHost): Promise<SessionScan> {
    this.#state.host.update(changed, host);
    this.#scan = await scanNow(this.#state);
    return this.#scan;
  }
}

async function scanNow({ options: given, host, memory }: SessionState): Promise<SessionScan> {
  const { configure, ...options } = given;
  const configured = configure === undefined ? {} : await configure(host);
  const { result, compared } = await scanSources({ ...options, ...configured, host }, memory);
  return { result, record: recordOf(result, compared.origins), scope: compared.scope };
}
