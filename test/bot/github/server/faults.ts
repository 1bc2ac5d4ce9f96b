/** What goes wrong with a request. */
export type Fault =
  /** Another answer than the right one; nothing is done. */
  | {
      readonly kind: "answer";
      readonly status: number;
      readonly message?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** The limit of requests in an hour is reached; nothing is done. */
  | { readonly kind: "rate-limit"; readonly seconds: number }
  /** Too much was written in a short time; nothing is done. */
  | { readonly kind: "secondary-rate-limit"; readonly seconds: number }
  /** No answer ever comes. */
  | { readonly kind: "silence"; readonly isDone: boolean }
  /** The connection ends without an answer. */
  | { readonly kind: "cut"; readonly isDone: boolean }
  /** It is done, and the connection ends in the middle of the answer. */
  | { readonly kind: "half" };

/** Which requests a fault is for. */
export interface FaultyRequests {
  readonly method?: string;
  /** Tested on the path, `/repos/org/stack/pulls/1/reviews`; that of GraphQL is `/graphql`. */
  readonly path?: RegExp;
  /** Tested on the text of the body: the name of a mutation, for one. */
  readonly body?: RegExp;
  /** How many of them go right before. */
  readonly skip?: number;
  /** How many of them go wrong; one unless given. */
  readonly times?: number;
}

interface Rule {
  readonly fault: Fault;
  readonly requests: FaultyRequests;
  skip: number;
  times: number;
}

/** What is to go wrong, and when. */
export class Faults {
  #rules: Rule[] = [];

  add(fault: Fault, requests: FaultyRequests = {}): void {
    this.#rules.push({ fault, requests, skip: requests.skip ?? 0, times: requests.times ?? 1 });
  }

  /** Cuts the connection from a request on, counted from now: as if the process that asks ended there. */
  cutFrom(skip: number, { isDone }: { readonly isDone: boolean }): void {
    this.add({ kind: "cut", isDone }, { skip });
    this.add({ kind: "cut", isDone: false }, { skip: skip + 1, times: Number.POSITIVE_INFINITY });
  }

  clear(): void {
    this.#rules = [];
  }

  /** Takes the fault of a request; every rule counts every request that it is for. */
  take(method: string, path: string, body: string): Fault | undefined {
    let taken: Fault | undefined;
    for (const rule of this.#rules) {
      const { requests } = rule;
      if (requests.method !== undefined && requests.method !== method) continue;
      if (requests.path?.test(path) === false || requests.body?.test(body) === false) continue;
      if (rule.skip > 0) rule.skip -= 1;
      else if (rule.times > 0 && taken === undefined) {
        rule.times -= 1;
        taken = rule.fault;
      }
    }
    return taken;
  }
}
