import { createServer } from "node:http";
import { onTestFinished } from "vitest";

/** A request, as the proxy of a Bitbucket pipeline gets it. */
export interface ApiRequest {
  readonly method: string;
  readonly url: string;
  readonly body: unknown;
}

/** Stands in for the proxy that leads the steps of a Bitbucket pipeline to the API. Returns its address, and what it was asked. */
export async function startCodeInsights(): Promise<{
  readonly proxy: string;
  readonly requests: readonly ApiRequest[];
}> {
  const requests: ApiRequest[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (text: string) => (body += text));
    request.on("end", () => {
      const { method = "", url = "" } = request;
      requests.push({ method, url, body: body === "" ? undefined : JSON.parse(body) });
      // There is no report yet that could be deleted.
      response.writeHead(method === "DELETE" ? 404 : 200).end("{}");
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => {
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return { proxy: `http://127.0.0.1:${String(address.port)}`, requests };
}
