import type { Job } from "../job.js";

/** One attempt at a job. */
export interface Attempt {
  readonly job: Job;
  /** From 1 on. */
  readonly number: number;
  /** Fires when the job is no longer ours: another instance may do it by now, or the App is ending. */
  readonly signal: AbortSignal;
}

/** What became of an attempt; `again` puts the job off. */
export type AttemptResult = { readonly kind: "done" } | { readonly kind: "again"; readonly afterMilliseconds: number };

/** Does a job. It does not throw for anything that can happen to one. */
export type Perform = (attempt: Attempt) => Promise<AttemptResult>;

/** Keeps what is to be done. */
export interface JobQueue {
  /** @throws where it cannot be kept; whoever asked is told, and asks again. */
  readonly add: (job: Job) => Promise<void>;
  /** Begins to do what there is. */
  readonly start: (perform: Perform) => void;
  /** Jobs that wait. */
  readonly length: () => Promise<number>;
  readonly isReady: () => boolean;
  /** Takes up nothing more, and waits this long for what runs; what does not end by then is handed back. */
  readonly close: (milliseconds: number) => Promise<void>;
}
