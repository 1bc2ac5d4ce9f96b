import { DelayedError, Queue, UnrecoverableError, Worker, type Job as KeptJob } from "bullmq";
import type { Redis } from "ioredis";
import type { Logger } from "pino";
import { jobKey, jobSchema } from "../job.js";
import type { JobQueue, Perform } from "./queue.js";

/** What a queue in Redis stands on. */
export interface RedisQueueOptions {
  /** Makes a connection; `fails` for one that says at once when Redis is away, `waits` for one that waits for it. */
  readonly connect: (manner: "fails" | "waits") => Redis;
  readonly concurrency: number;
  readonly stalledMilliseconds: number;
  readonly log: Logger;
}

/** What all that the App keeps in Redis begins with. */
export const redisPrefix = "lintel-bot";

/** How long jobs that are done are remembered, for whoever looks. */
const remembered = { removeOnComplete: true, removeOnFail: { age: 7 * 24 * 60 * 60, count: 1000 } };

/**
 * Keeps jobs in Redis, where instances share them. A job that waits stands for all that come for the same pull request; one that comes while it is being
 * done is done afterwards. A job whose instance falls silent is taken up by another one.
 */
export function createRedisQueue({ connect, concurrency, stalledMilliseconds, log }: RedisQueueOptions): JobQueue {
  const producing = connect("fails");
  const queue = new Queue<unknown>("jobs", { connection: producing, prefix: redisPrefix });
  queue.on("error", (error) => {
    log.warn({ error }, "redis");
  });
  let working: { readonly worker: Worker<unknown>; readonly connection: Redis } | undefined;
  let isClosed = false;
  return {
    add: async (job) => {
      await queue.add(job.kind, job, {
        ...remembered,
        deduplication: { id: jobKey(job), keepLastIfActive: true },
      });
    },
    start: (perform) => {
      const connection = connect("waits");
      const worker = new Worker<unknown>("jobs", processor(perform), {
        connection,
        prefix: redisPrefix,
        concurrency,
        lockDuration: stalledMilliseconds,
        stalledInterval: stalledMilliseconds,
        // Whether it is given up is decided by how often it was begun, where something can be said about it.
        maxStalledCount: 1000,
        drainDelay: 2,
        maximumRateLimitDelay: 5000,
      });
      worker.on("error", (error) => {
        log.warn({ error }, "redis");
      });
      worker.on("lockRenewalFailed", (ids) => {
        for (const id of ids) worker.cancelJob(id, "another instance may do it by now");
      });
      working = { worker, connection };
    },
    length: async () => {
      const counts = await queue.getJobCounts("wait", "delayed", "prioritized");
      return Object.values(counts).reduce((sum, count) => sum + count, 0);
    },
    isReady: () => !isClosed && producing.status === "ready",
    close: async (milliseconds) => {
      isClosed = true;
      if (working !== undefined) {
        const { worker, connection } = working;
        const timeout = setTimeout(() => {
          worker.cancelAllJobs("the App is ending");
        }, milliseconds);
        // Waits for what runs, and takes nothing more.
        await worker.close();
        clearTimeout(timeout);
        connection.disconnect();
      }
      await queue.close();
      producing.disconnect();
    },
  };
}

function processor(perform: Perform) {
  return async (kept: KeptJob<unknown>, token?: string, signal?: AbortSignal): Promise<void> => {
    const { success, data: job } = jobSchema.safeParse(kept.data);
    if (!success) throw new UnrecoverableError("Another version of the App put it there.");
    const ending = signal ?? new AbortController().signal;
    const result = await perform({ job, number: kept.attemptsStarted, signal: ending });
    if (result.kind === "done") return;
    await kept.moveToDelayed(Date.now() + result.afterMilliseconds, token);
    throw new DelayedError();
  };
}
