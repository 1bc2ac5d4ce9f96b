import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Ajv, type ValidateFunction } from "ajv";
import { Refusal } from "../github/server/answer.js";
import { Faults, type Fault } from "../github/server/faults.js";

/** What a route is asked. */
export interface Asked {
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
  /** Who asks, as the server knows them. */
  readonly user: string;
}

/** What is answered, and how a list of it is put into pages. */
export interface Answered {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One thing that can be asked. */
export interface Route {
  /** `POST /projects/{project}/merge_requests/{iid}/notes` */
  readonly name: string;
  /** The names of the schemas of what is sent and answered. */
  readonly request?: string;
  readonly response?: string;
  readonly answer: (asked: Asked, url: string) => Answered;
}

/** An API that a server behaves as. */
export interface Api {
  /** What all paths begin with: `/api/v4`. */
  readonly prefix: string;
  /** JSON Schemas, by name, that follow the vendor's pages. */
  readonly schemas: Readonly<Record<string, unknown>>;
  readonly routes: readonly Route[];
  /** Who a request comes from. @throws Refusal */
  readonly authenticate: (headers: IncomingMessage["headers"]) => string;
  /** How the API says that it refuses something. */
  readonly refusal: (message: string) => unknown;
}

/** A request that came, and what was answered. */
export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly isWrite: boolean;
  status: number | undefined;
}

/** A running server. */
export interface ApiServer {
  /** With the prefix. */
  readonly url: string;
  readonly faults: Faults;
  readonly log: LoggedRequest[];
  /** What in requests or in the server's own answers is not as documented. A test ends by looking that there is nothing. */
  readonly violations: string[];
  readonly writes: () => readonly LoggedRequest[];
  readonly close: () => Promise<void>;
}

/** Starts a server on a free port of this machine. */
export async function startApi(api: Api): Promise<ApiServer> {
  const [faults, log, violations] = [new Faults(), [] as LoggedRequest[], [] as string[]];
  const check = checker(api.schemas, violations);
  let url = "";
  const respond = (
    method: string,
    pathname: string,
    query: URLSearchParams,
    text: string,
    headers: IncomingMessage["headers"],
  ): Answered => {
    try {
      const user = api.authenticate(headers);
      const found = match(api, method, pathname);
      if (found === undefined) throw new Refusal(404, "Not Found");
      const body = text === "" ? undefined : (JSON.parse(text) as unknown);
      check(found.route.request, body, `${found.route.name} is sent`);
      const answered = found.route.answer({ parameters: found.parameters, query, body, user }, url);
      check(
        found.route.response,
        answered.body === undefined ? undefined : JSON.parse(JSON.stringify(answered.body)),
        `${found.route.name} answers`,
      );
      return answered;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { status: error.status, body: api.refusal(error.message) };
    }
  };
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = "GET" } = request;
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
    const text = await readBody(request);
    const fault = faults.take(method, pathname, text);
    const entry: LoggedRequest = {
      ...{ method, path: `${pathname}${searchParams.size === 0 ? "" : `?${searchParams.toString()}`}` },
      ...{ body: text === "" ? undefined : JSON.parse(text), isWrite: method !== "GET", status: undefined },
    };
    log.push(entry);
    if (fault !== undefined && !isDone(fault)) {
      fail(fault, response, api);
      return;
    }
    const answered = respond(method, pathname, searchParams, text, request.headers);
    entry.status = answered.status;
    const body = answered.body === undefined ? "" : JSON.stringify(answered.body);
    if (fault === undefined) {
      response.writeHead(answered.status, { "content-type": "application/json", ...answered.headers });
      response.end(body);
    } else if (fault.kind === "half") {
      response.writeHead(answered.status, { "content-length": Buffer.byteLength(body) });
      response.write(body.slice(0, body.length / 2), () => response.destroy());
    } else fail(fault, response, api);
  };
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      violations.push(`The server failed: ${error instanceof Error ? (error.stack ?? "") : String(error)}`);
      response.destroy();
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${api.prefix}`;
  return {
    ...{ url, faults, log, violations, writes: () => log.filter(({ isWrite }) => isWrite) },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

function match({ routes, prefix }: Api, method: string, pathname: string) {
  if (!pathname.startsWith(`${prefix}/`)) return undefined;
  const parts = pathname.slice(prefix.length).split("/");
  for (const route of routes) {
    const [verb, pattern = ""] = route.name.split(" ");
    const names = pattern.split("/");
    if (verb !== method || names.length !== parts.length) continue;
    const parameters: Record<string, string> = {};
    const isMatch = names.every((name, at) => {
      const part = decodeURIComponent(parts[at] ?? "");
      if (!name.startsWith("{")) return name === part;
      parameters[name.slice(1, -1)] = part;
      return part !== "";
    });
    if (isMatch) return { route, parameters };
  }
  return undefined;
}

function checker(schemas: Readonly<Record<string, unknown>>, violations: string[]) {
  const ajv = new Ajv({ strict: true, strictRequired: false, allErrors: true, allowUnionTypes: true });
  ajv.addSchema({ $id: "api", $defs: schemas });
  const compiled = new Map<string, ValidateFunction>();
  return (name: string | undefined, value: unknown, what: string): void => {
    if (name === undefined) {
      if (value !== undefined) violations.push(`${what} something, where nothing is documented.`);
      return;
    }
    const isValid = compiled.get(name) ?? ajv.compile({ $ref: `api#/$defs/${name}` });
    compiled.set(name, isValid);
    const isAsDocumented: unknown = isValid(value);
    if (isAsDocumented !== true) violations.push(`${what} ${ajv.errorsText(isValid.errors)}`);
  };
}

function isDone(fault: Fault): boolean {
  return fault.kind === "half" || ((fault.kind === "cut" || fault.kind === "silence") && fault.isDone);
}

function fail(fault: Fault, response: ServerResponse, { refusal }: Api): void {
  if (fault.kind === "silence") return;
  if (fault.kind === "cut" || fault.kind === "half") {
    response.destroy();
    return;
  }
  const isLimit = fault.kind !== "answer";
  const headers = isLimit ? { "retry-after": String(fault.seconds) } : fault.headers;
  response.writeHead(isLimit ? 429 : fault.status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(refusal(isLimit ? "Retry later" : (fault.message ?? "This went wrong"))));
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
