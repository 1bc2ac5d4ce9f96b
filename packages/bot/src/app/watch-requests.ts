import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { AppMetrics } from "./metrics.js";

/** What Node says of each answer that comes; headers are names and values in turn. */
interface AnswerMessage {
  readonly request: { readonly origin?: unknown };
  readonly response: { readonly statusCode: number; readonly headers: readonly Uint8Array[] };
}

const channel = "undici:request:headers";

/** Counts what the API answers, whoever asks it, until it is told to stop. */
export function watchRequests(apiUrl: string, metrics: AppMetrics): () => void {
  const { origin } = new URL(apiUrl);
  const onAnswer = (message: unknown): void => {
    const { request, response } = message as AnswerMessage;
    if (String(request.origin) !== origin) return;
    metrics.githubRequest(response.statusCode, remainingOf(response.headers));
  };
  subscribe(channel, onAnswer);
  return () => {
    unsubscribe(channel, onAnswer);
  };
}

function remainingOf(headers: readonly Uint8Array[]): number | undefined {
  const decoder = new TextDecoder();
  const at = headers.findIndex(
    (header, index) => index % 2 === 0 && decoder.decode(header).toLowerCase() === "x-ratelimit-remaining",
  );
  const value = at === -1 ? undefined : headers[at + 1];
  const remaining = value === undefined ? NaN : Number(decoder.decode(value));
  return Number.isFinite(remaining) ? remaining : undefined;
}
