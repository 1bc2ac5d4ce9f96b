import { jobKey, type Job } from "../job.js";
import type { JobQueue, Perform } from "./queue.js";

interface Waiting {
  readonly job: Job;
  attempt: number;
  timer: NodeJS.Timeout | undefined;
}

/** Keeps jobs in this process: it forgets them when it ends. Enough for one instance; what waits is lost with it. */
export function createMemoryQueue(concurrency: number): JobQueue {
  /** In the order of arrival. */
  const waiting = new Map<string, Waiting>();
  const running = new Map<string, { readonly ending: AbortController; readonly done: Promise<void> }>();
  let perform: Perform | undefined;
  let isClosed = false;

  const next = (): void => {
    if (perform === undefined || isClosed) return;
    for (const [key, each] of waiting) {
      if (running.size >= concurrency) return;
      if (each.timer !== undefined || running.has(key)) continue;
      waiting.delete(key);
      run(key, each, perform);
    }
  };
  const run = (key: string, { job, attempt }: Waiting, doIt: Perform): void => {
    const ending = new AbortController();
    const done = doIt({ job, number: attempt, signal: ending.signal })
      .catch(() => ({ kind: "done" as const }))
      .then((result) => {
        running.delete(key);
        // One that came in the meantime stands for this one too.
        if (result.kind === "again" && !isClosed && !waiting.has(key)) {
          const again: Waiting = { job, attempt: attempt + 1, timer: undefined };
          again.timer = setTimeout(() => {
            again.timer = undefined;
            next();
          }, result.afterMilliseconds);
          waiting.set(key, again);
        }
        next();
      });
    running.set(key, { ending, done });
  };
  return {
    add: (job) => {
      const key = jobKey(job);
      if (!waiting.has(key)) waiting.set(key, { job, attempt: 1, timer: undefined });
      next();
      return Promise.resolve();
    },
    start: (doIt) => {
      perform = doIt;
      next();
    },
    length: () => Promise.resolve(waiting.size),
    isReady: () => !isClosed,
    close: async (milliseconds) => {
      isClosed = true;
      for (const { timer } of waiting.values()) clearTimeout(timer);
      const all = Promise.all([...running.values()].map(({ done }) => done));
      const timeout = setTimeout(() => {
        for (const { ending } of running.values()) ending.abort();
      }, milliseconds);
      await all;
      clearTimeout(timeout);
    },
  };
}
