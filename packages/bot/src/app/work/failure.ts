import { HostError } from "../../host/code-host.js";
import { GitProcessError } from "../checkout/git-process.js";
import { ReviewerError } from "../engine-process/reviewers.js";
import { withoutSecrets } from "../log.js";
import { NotPossible, TryLater } from "./services.js";

/** Why an attempt at a job failed, and whether another one makes sense. */
export type Failure =
  | { readonly kind: "later"; readonly afterMilliseconds: number | undefined; readonly why: string }
  /** What people are told, in sentences. */
  | { readonly kind: "never"; readonly why: string; readonly hint: string | undefined }
  /** There is nobody to tell: it is not there any more, or we may not see it. */
  | { readonly kind: "gone"; readonly why: string }
  | { readonly kind: "aborted" };

/** The longest that a job is put off at once. */
const longestWait = 65 * 60_000;

/** Judges what a job ended with. */
export function failureOf(error: unknown, isAborted: boolean): Failure {
  if (isAborted) return { kind: "aborted" };
  if (error instanceof TryLater)
    return { kind: "later", afterMilliseconds: error.afterMilliseconds, why: error.message };
  if (error instanceof NotPossible) return never(error.message, error.hint);
  if (error instanceof GitProcessError) return ofGit(error);
  if (error instanceof HostError) return ofHost(error);
  if (error instanceof ReviewerError) return later(error.message);
  return later("Something broke in Lintel itself. Its log says more.");
}

function ofHost(error: HostError): Failure {
  const { status, message, retryAfterSeconds: seconds } = error;
  if (status === 404 || status === 410) return { kind: "gone", why: message };
  if (seconds !== undefined && seconds > 0) {
    const afterMilliseconds = Math.min(seconds * 1000 + 1000, longestWait);
    return { kind: "later", afterMilliseconds, why: "GitHub's limit was reached." };
  }
  const isPassing = status === undefined || status >= 500 || [401, 403, 408, 409, 425, 429].includes(status);
  return isPassing ? later(withoutSecrets(message)) : never(withoutSecrets(message));
}

function ofGit({ why, message }: GitProcessError): Failure {
  switch (why) {
    case "aborted":
      return { kind: "aborted" };
    case "timeout":
      return later("Fetching the repository took too long.");
    case "too-large":
      return never(message, "Whoever runs Lintel can raise LINTEL_MAXIMUM_REPOSITORY_MB.");
    case "failed":
      return /couldn't find remote ref/i.test(message)
        ? later("One of the branches is not there any more.")
        : later(`Fetching the repository failed. ${sentenceOf(message)}`);
  }
}

/** The first thing that git complains of. */
function sentenceOf(message: string): string {
  const line = message.split("\n").find((each) => /^(?:fatal|error):/.test(each)) ?? "";
  return withoutSecrets(line.replace(/^\w+: /, "")).slice(0, 300);
}

function later(why: string): Failure {
  return { kind: "later", afterMilliseconds: undefined, why };
}

function never(why: string, hint?: string): Failure {
  return { kind: "never", why, hint };
}

/** How long to wait before the next attempt: longer each time. */
export function pauseBefore(attempt: number): number {
  return Math.min(5000 * 4 ** (attempt - 1), 10 * 60_000);
}
