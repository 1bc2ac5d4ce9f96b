import { spawn, execFileSync } from "node:child_process";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";

/** A running server of git repositories, by git's own program for that. */
export interface GitServer {
  readonly url: string;
  /** What came: the path, and what the request says who it is. */
  readonly requests: { readonly path: string; readonly authorization: string | undefined }[];
  /** Answers with this instead of repositories, while it is set. */
  fault: "silence" | 500 | 401 | undefined;
  readonly close: () => Promise<void>;
}

/** What the server stands on. */
export interface GitServerOptions {
  /** The directory of `owner/name`. */
  readonly directoryOf: (name: string) => string | undefined;
  /** Called before a repository is read, to bring the references of its pull requests up to date. */
  readonly beforeRead?: (name: string) => void;
  /** Whether somebody with this token may read. */
  readonly isAllowed: (token: string) => boolean;
}

/** Starts a server that serves repositories over HTTP to whoever has a token, as GitHub does. */
export async function startGitServer({ directoryOf, beforeRead, isAllowed }: GitServerOptions): Promise<GitServer> {
  const requests: GitServer["requests"] = [];
  const running: GitServer = { url: "", requests, fault: undefined, close: () => Promise.resolve() };
  const server = createServer((request, response) => {
    const [path = "", query = ""] = (request.url ?? "").split("?");
    const { authorization } = request.headers;
    requests.push({ path, authorization });
    if (running.fault === "silence") return;
    if (running.fault !== undefined) {
      response.writeHead(running.fault).end();
      return;
    }
    const [, name = "", rest = ""] = /^\/([^/]+\/[^/]+)\.git(\/.*)$/.exec(path) ?? [];
    const directory = directoryOf(name);
    const [, password = ""] = Buffer.from((authorization ?? "").replace(/^Basic /, ""), "base64")
      .toString()
      .split(/:(.*)/s);
    if (!isAllowed(password)) {
      response.writeHead(401, { "www-authenticate": 'Basic realm="git"' }).end();
    } else if (directory === undefined) {
      response.writeHead(404).end();
    } else {
      beforeRead?.(name);
      serve(request, response, { root: join(directory, ".git"), path: rest, query });
    }
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return Object.assign(running, {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((done) => {
        server.close(() => {
          done();
        });
        server.closeAllConnections();
      }),
  });
}

const backend = join(execFileSync("git", ["--exec-path"], { encoding: "utf8" }).trim(), "git-http-backend");

function serve(
  request: IncomingMessage,
  response: ServerResponse,
  { root, path, query }: { readonly root: string; readonly path: string; readonly query: string },
): void {
  const { headers } = request;
  const child = spawn(backend, {
    env: {
      PATH: process.env["PATH"],
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: "1",
      PATH_INFO: path,
      QUERY_STRING: query,
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: headers["content-type"] ?? "",
      HTTP_CONTENT_ENCODING: headers["content-encoding"] ?? "",
      GIT_PROTOCOL: [headers["git-protocol"] ?? ""].flat().join(""),
      REMOTE_USER: "reader",
    },
    stdio: ["pipe", "pipe", "ignore"],
  });
  request.pipe(child.stdin);
  // Whoever hangs up does not read to the end.
  child.stdin.on("error", () => undefined);
  response.on("close", () => child.kill());
  let head: Buffer = Buffer.alloc(0);
  let isBody = false;
  child.stdout.on("data", (chunk: Buffer) => {
    if (isBody) {
      response.write(chunk);
      return;
    }
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf("\r\n\r\n");
    if (end === -1) return;
    isBody = true;
    const fields = head.subarray(0, end).toString().split("\r\n");
    for (const field of fields) {
      const [name = "", value = ""] = field.split(/: (.*)/s);
      if (name.toLowerCase() === "status") response.statusCode = Number(value.slice(0, 3));
      else response.setHeader(name, value);
    }
    response.write(head.subarray(end + 4));
  });
  child.stdout.on("end", () => response.end());
}
