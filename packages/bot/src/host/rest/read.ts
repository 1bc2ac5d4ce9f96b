import type { z } from "zod";
import { HostError } from "../code-host.js";
import type { RestAnswer, RestClient } from "./client.js";

/** More pages than these are a host that goes in circles. */
const mostPages = 1000;

/** Where the next page is, as a query; undefined where there is none. */
export type NextPage = (answer: RestAnswer) => URLSearchParams | undefined;

/** Reads one thing, and checks that it is what the host's documentation says. @throws HostError */
export async function readOne<T>(client: RestClient, path: string, schema: z.ZodType<T>): Promise<T> {
  const { data } = await client.ask({ method: "GET", path });
  return checked(client, path, data, schema);
}

/** Reads one thing that need not be there. @throws HostError */
export async function readIfThere<T>(client: RestClient, path: string, schema: z.ZodType<T>): Promise<T | undefined> {
  try {
    return await readOne(client, path, schema);
  } catch (error) {
    if (error instanceof HostError && error.status === 404) return undefined;
    throw error;
  }
}

/** Reads all pages of a list. @throws HostError */
export async function readPages<T>(
  client: RestClient,
  path: string,
  query: Readonly<Record<string, string>>,
  page: z.ZodType<readonly T[]>,
  next: NextPage,
): Promise<readonly T[]> {
  const all: T[] = [];
  let asked: Readonly<Record<string, string>> = query;
  for (let count = 0; count < mostPages; count++) {
    const answer = await client.ask({ method: "GET", path, query: asked });
    all.push(...checked(client, path, answer.data, page));
    // Only its query is taken over: behind a proxy a host may not know its own address, and no other may get the credentials.
    const following = next(answer);
    if (following === undefined) return all;
    asked = { ...query, ...Object.fromEntries(following) };
  }
  throw new HostError(`${client.name} has no end of pages (GET ${path}).`, undefined);
}

/** Says that an answer is what the documentation says, or throws. @throws HostError */
function checked<T>(client: RestClient, path: string, data: unknown, schema: z.ZodType<T>): T {
  const read = schema.safeParse(data);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const where = issue === undefined || issue.path.length === 0 ? "" : ` at ${issue.path.join(".")}`;
  throw new HostError(`${client.name}'s answer is not what it documents${where} (${path}).`, undefined);
}
