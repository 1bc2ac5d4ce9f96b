import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Redis } from "ioredis";
import type { Logger } from "pino";
import { createGitHubClient } from "../host/github/client.js";
import { createTokens } from "./authentication.js";
import { openCloneStore } from "./checkout/clone-store.js";
import { createReviewers } from "./engine-process/reviewers.js";
import { createMetrics } from "./metrics.js";
import { createMemoryQueue } from "./queue/memory-queue.js";
import type { JobQueue } from "./queue/queue.js";
import { createRedisQueue, redisPrefix } from "./queue/redis-queue.js";
import type { AppSettings } from "./settings.js";
import { createMemoryDeliveries, createRedisDeliveries, type Deliveries } from "./webhook/deliveries.js";
import { watchRequests } from "./watch-requests.js";
import { createAppServer } from "./webhook/server.js";
import { perform } from "./work/perform.js";
import type { Services } from "./work/services.js";

/** A running App. */
export interface RunningApp {
  readonly port: number;
  /** Takes nothing more, ends or hands back what runs, and ends. */
  readonly close: () => Promise<void>;
}

/** Starts the App. The program of the processes that review is a file, since they are started by its name. */
export async function startApp(settings: AppSettings, log: Logger, reviewProgram: URL): Promise<RunningApp> {
  const { queue, deliveries, disconnect } = keepJobs(settings, log);
  const metrics = createMetrics(queue.length);
  const stopWatching = watchRequests(settings.apiUrl, metrics);
  const clones = await openCloneStore(settings.workDirectory, settings);
  const reviewers = createReviewers({
    program: reviewProgram,
    maximumMemoryMegabytes: settings.maximumMemoryMegabytes,
    timeoutMilliseconds: settings.reviewTimeoutMilliseconds,
  });
  const services: Services = {
    settings,
    tokens: createTokens(settings),
    clones,
    reviewers,
    metrics,
    log,
    connect: ({ token }) =>
      createGitHubClient({
        baseUrl: settings.apiUrl,
        token,
        onWait: (what) => {
          log.warn({ what }, "waiting for GitHub");
        },
      }),
    enqueue: queue.add,
    today: () => new Date().toISOString().slice(0, 10),
  };
  let isEnding = false;
  const server = createAppServer({
    appId: settings.appId,
    webhookSecrets: settings.webhookSecrets,
    deliveries,
    enqueue: queue.add,
    isReady: () => !isEnding && queue.isReady(),
    metrics,
    log,
  });
  queue.start((attempt) => perform(services, attempt));
  const port = await listen(server, settings);
  log.info({ port, redis: settings.redisUrl !== undefined, concurrency: settings.concurrency }, "started");
  return {
    port,
    close: async () => {
      isEnding = true;
      log.info("ending");
      // Whoever sends requests here is told by /readyz first; what is on its way in is still answered.
      const isClosed = new Promise<void>((done) => {
        server.close(() => {
          done();
        });
      });
      server.closeIdleConnections();
      await queue.close(settings.shutdownMilliseconds);
      server.closeAllConnections();
      await isClosed;
      reviewers.close();
      disconnect();
      stopWatching();
      await clones.close();
      log.info("ended");
    },
  };
}

interface KeptJobs {
  readonly queue: JobQueue;
  readonly deliveries: Deliveries;
  readonly disconnect: () => void;
}

function keepJobs({ redisUrl, concurrency, stalledMilliseconds }: AppSettings, log: Logger): KeptJobs {
  if (redisUrl === undefined) {
    log.warn("REDIS_URL is not set: what waits is lost when the App ends, and only one instance may run");
    return {
      queue: createMemoryQueue(concurrency),
      deliveries: createMemoryDeliveries(),
      disconnect: () => undefined,
    };
  }
  const connect = (manner: "fails" | "waits"): Redis => {
    const connection = new Redis(redisUrl, {
      maxRetriesPerRequest: manner === "waits" ? null : 0,
      enableOfflineQueue: manner === "waits",
      retryStrategy: (times) => Math.min(times * 200, 2000),
      connectTimeout: 5000,
    });
    connection.on("error", (error: Error) => {
      log.warn({ error }, "redis");
    });
    return connection;
  };
  const remembering = connect("fails");
  return {
    queue: createRedisQueue({ connect, concurrency, stalledMilliseconds, log }),
    deliveries: createRedisDeliveries(remembering, redisPrefix),
    disconnect: () => {
      remembering.disconnect();
    },
  };
}

function listen(server: Server, { port, host }: AppSettings): Promise<number> {
  return new Promise((done, fail) => {
    server.once("error", fail);
    server.listen({ port, host }, () => {
      done((server.address() as AddressInfo).port);
    });
  });
}
