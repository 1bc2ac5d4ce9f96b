import { fork, type ChildProcess } from "node:child_process";
import type { Order, PoliciesOrder, PoliciesReply, ReviewOrder, ReviewReply } from "./message.js";

/** That a process that reviews ended without a review. */
export class ReviewerError extends Error {
  constructor(
    message: string,
    readonly why: "timeout" | "ended" | "aborted",
  ) {
    super(message);
    this.name = "ReviewerError";
  }
}

/** Processes that review, each one thing at a time. */
export interface Reviewers {
  /** @throws ReviewerError */
  readonly review: (order: Omit<ReviewOrder, "id" | "kind">, signal: AbortSignal) => Promise<ReviewReply>;
  /** @throws ReviewerError */
  readonly readPolicies: (order: Omit<PoliciesOrder, "id" | "kind">, signal: AbortSignal) => Promise<PoliciesReply>;
  readonly close: () => void;
}

/** How they run. */
export interface ReviewersOptions {
  /** The file of the process's program. */
  readonly program: string | URL;
  readonly maximumMemoryMegabytes: number;
  readonly timeoutMilliseconds: number;
}

interface Reviewer {
  readonly child: ChildProcess;
  /** What it reviewed last, and so knows something of. */
  repository: string | undefined;
  isBusy: boolean;
}

/** What a reviewing process gets of the environment: nothing that is secret. */
const inherited = /^(?:PATH|TMPDIR|SystemRoot|GIT_EXEC_PATH|TZ)$/i;

/** Makes processes as they are needed; those that end are replaced. How many there are is up to how many are asked at the same time. */
export function createReviewers(options: ReviewersOptions): Reviewers {
  const reviewers = new Set<Reviewer>();
  let lastId = 0;
  const pick = (repository: string): Reviewer => {
    const idle = [...reviewers].filter(({ isBusy }) => !isBusy);
    const found = idle.find((each) => each.repository === repository) ?? idle[0] ?? hire(options, reviewers);
    found.isBusy = true;
    found.repository = repository;
    return found;
  };
  const give = async <R extends Reply>(order: Order, signal: AbortSignal): Promise<R> => {
    const reviewer = pick(order.repository);
    try {
      return await ask<R>(reviewer.child, order, options.timeoutMilliseconds, signal);
    } catch (error) {
      // Whatever it is at, nobody waits for it.
      reviewers.delete(reviewer);
      reviewer.child.kill("SIGKILL");
      throw error;
    } finally {
      reviewer.isBusy = false;
    }
  };
  return {
    review: (order, signal) => give<ReviewReply>({ ...order, kind: "review", id: (lastId += 1) }, signal),
    readPolicies: (order, signal) => give<PoliciesReply>({ ...order, kind: "policies", id: (lastId += 1) }, signal),
    close: () => {
      for (const { child } of reviewers) child.kill("SIGKILL");
      reviewers.clear();
    },
  };
}

function hire({ program, maximumMemoryMegabytes }: ReviewersOptions, reviewers: Set<Reviewer>): Reviewer {
  const kept = Object.entries(process.env).filter(([name]) => inherited.test(name));
  const child = fork(program, {
    env: Object.fromEntries(kept),
    execArgv: [`--max-old-space-size=${maximumMemoryMegabytes}`],
    // What has to be copied may hold sets.
    serialization: "advanced",
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  const reviewer: Reviewer = { child, repository: undefined, isBusy: false };
  reviewers.add(reviewer);
  child.on("exit", () => reviewers.delete(reviewer));
  // It shows as an exit.
  child.on("error", () => undefined);
  return reviewer;
}

type Reply = ReviewReply | PoliciesReply;

function ask<R extends Reply>(
  child: ChildProcess,
  order: Order,
  timeoutMilliseconds: number,
  signal: AbortSignal,
): Promise<R> {
  return new Promise((done, fail) => {
    const settle = (act: () => void): void => {
      clearTimeout(timeout);
      signal.removeEventListener("abort", onAbort);
      child.off("message", onMessage);
      child.off("exit", onExit);
      act();
    };
    const refuse = (message: string, why: ReviewerError["why"]): void => {
      settle(() => {
        fail(new ReviewerError(message, why));
      });
    };
    const onMessage = (reply: R): void => {
      if (reply.id !== order.id) return;
      settle(() => {
        done(reply);
      });
    };
    const onExit = (): void => {
      refuse("The review took more memory than it may, or broke.", "ended");
    };
    const onAbort = (): void => {
      refuse("The review was stopped.", "aborted");
    };
    const timeout = setTimeout(() => {
      refuse(`The review took longer than ${Math.round(timeoutMilliseconds / 1000)} s.`, "timeout");
    }, timeoutMilliseconds);
    child.on("message", onMessage);
    child.on("exit", onExit);
    signal.addEventListener("abort", onAbort, { once: true });
    if (signal.aborted) onAbort();
    else
      child.send(order, (error) => {
        if (error !== null) onExit();
      });
  });
}
