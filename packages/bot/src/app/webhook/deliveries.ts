import type { Redis } from "ioredis";

/** Remembers which webhooks came, so that none is taken twice. */
export interface Deliveries {
  /** Whether a delivery is new; from now on nobody else takes it. @throws where that cannot be told. */
  readonly claim: (id: string) => Promise<boolean>;
  /** It was taken in. */
  readonly confirm: (id: string) => Promise<void>;
  /** It could not be taken in: it may come again. */
  readonly release: (id: string) => Promise<void>;
}

/** As long as GitHub lets people deliver one again there is nothing to gain from remembering more. */
const daySeconds = 24 * 60 * 60;
/** One whose taker ended in the middle may come again after this. */
const claimSeconds = 60;

const mostRemembered = 100_000;

/** Remembers in this process. */
export function createMemoryDeliveries(now: () => number = Date.now): Deliveries {
  const expiries = new Map<string, number>();
  const remember = (id: string, seconds: number): void => {
    expiries.delete(id);
    expiries.set(id, now() + seconds * 1000);
    const [oldest] = expiries.keys();
    if (expiries.size > mostRemembered && oldest !== undefined) expiries.delete(oldest);
  };
  return {
    claim: (id) => {
      const isNew = (expiries.get(id) ?? 0) <= now();
      if (isNew) remember(id, claimSeconds);
      return Promise.resolve(isNew);
    },
    confirm: (id) => {
      remember(id, daySeconds);
      return Promise.resolve();
    },
    release: (id) => {
      expiries.delete(id);
      return Promise.resolve();
    },
  };
}

/** Remembers in Redis, for all instances. */
export function createRedisDeliveries(redis: Redis, prefix: string): Deliveries {
  const keyOf = (id: string): string => `${prefix}:delivery:${id}`;
  return {
    claim: async (id) => (await redis.set(keyOf(id), "1", "EX", claimSeconds, "NX")) === "OK",
    confirm: async (id) => {
      await redis.set(keyOf(id), "1", "EX", daySeconds);
    },
    release: async (id) => {
      await redis.del(keyOf(id));
    },
  };
}
