import { schema as published } from "@octokit/graphql-schema";
import {
  buildSchema,
  Kind,
  OperationTypeNode,
  execute,
  GraphQLError,
  parse,
  validate,
  type DocumentNode,
  type GraphQLSchema,
} from "graphql";
import { Refusal } from "./answer.js";
import { findRepository } from "./rest.js";
import {
  refreshHead,
  type Access,
  type Account,
  type GitHubState,
  type PostedComment,
  type PostedThread,
} from "./state.js";

/** What GitHub's GraphQL API answers: always 200, and errors in the body. */
export interface GraphQLAnswer {
  readonly data?: unknown;
  readonly errors?: readonly unknown[];
}

let schema: GraphQLSchema | undefined;

function loadSchema(): GraphQLSchema {
  schema ??= buildSchema(published.idl, { assumeValid: true });
  return schema;
}

interface Asker {
  readonly state: GitHubState;
  readonly access: Access;
  /** How many entries a page has at most. */
  readonly largestPage: number;
}

/** Answers a request of GraphQL by GitHub's published schema. */
export async function answerGraphQL(body: Readonly<Record<string, unknown>>, asker: Asker): Promise<GraphQLAnswer> {
  const { query, variables } = body;
  try {
    const { document, problems } = validated(String(query));
    if (problems.length > 0) return { errors: problems.map(errorJson) };
    const variableValues = (variables ?? {}) as Readonly<Record<string, unknown>>;
    const { data, errors } = await execute({ schema: loadSchema(), document, rootValue: root(asker), variableValues });
    return { data, ...(errors === undefined ? {} : { errors: errors.map(errorJson) }) };
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [errorJson(error)] };
    throw error;
  }
}

const known = new Map<string, { readonly document: DocumentNode; readonly problems: readonly GraphQLError[] }>();

function validated(query: string) {
  const document = parse(query);
  const found = known.get(query) ?? { document, problems: validate(loadSchema(), document) };
  known.set(query, found);
  return found;
}

/** Whether a request of GraphQL alters anything. */
export function isMutation(body: string): boolean {
  try {
    const { query } = JSON.parse(body) as { readonly query?: unknown };
    const document: DocumentNode = parse(String(query));
    return document.definitions.some(
      (each) => each.kind === Kind.OPERATION_DEFINITION && each.operation === OperationTypeNode.MUTATION,
    );
  } catch {
    return false;
  }
}

function errorJson(error: GraphQLError): unknown {
  const { type, ...extensions } = error.extensions;
  return { ...error.toJSON(), extensions, ...(type === undefined ? {} : { type }) };
}

function refuse(type: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { type } });
}

function root(asker: Asker): unknown {
  const { access } = asker;
  return {
    viewer: () => ({ login: access.account.login }),
    repository: ({ owner, name }: { readonly owner: string; readonly name: string }) =>
      shownRepository(asker, owner, name),
    resolveReviewThread: ({ input }: ThreadInput) => setResolved(asker, input.threadId, true),
    unresolveReviewThread: ({ input }: ThreadInput) => setResolved(asker, input.threadId, false),
  };
}

interface ThreadInput {
  readonly input: { readonly threadId: string };
}

function shownRepository(asker: Asker, owner: string, name: string): unknown {
  const repository = found(() => findRepository(asker.state, owner, name, asker.access));
  const pullRequest = ({ number }: { readonly number: number }): unknown => {
    const pull = repository.pulls.get(number);
    if (pull === undefined)
      throw refuse("NOT_FOUND", `Could not resolve to a PullRequest with the number of ${number}.`);
    return {
      number,
      headRefOid: () => refreshHead(repository, pull),
      state: pull.state === "open" ? "OPEN" : "CLOSED",
      locked: pull.isLocked,
      comments: connection(asker, () => pull.comments.map((comment) => shownComment(asker, comment))),
      reviewThreads: connection(asker, () => pull.threads.map((thread) => shownThread(asker, thread))),
    };
  };
  return { isArchived: repository.isArchived, pullRequest };
}

function found<T>(find: () => T): T {
  try {
    return find();
  } catch (error) {
    if (error instanceof Refusal) throw refuse("NOT_FOUND", "Could not resolve to a Repository with that name.");
    throw error;
  }
}

function shownComment({ access }: Asker, { id, body, author }: PostedComment): unknown {
  return {
    ...{ id: `C_${id}`, databaseId: id <= 0x7fffffff ? id : null, fullDatabaseId: String(id), body },
    viewerDidAuthor: author.login === access.account.login,
    author: { __typename: author.type, login: graphLogin(author) },
  };
}

function shownThread(asker: Asker, thread: PostedThread): unknown {
  const { id, path, isResolved, resolvedBy, comments } = thread;
  return {
    ...{ id, path, isResolved, resolvedBy: resolvedBy === undefined ? null : { login: graphLogin(resolvedBy) } },
    comments: connection(asker, () => comments.map((comment) => shownComment(asker, comment))),
  };
}

/** GraphQL leaves out what REST writes behind the names of apps. */
function graphLogin({ login }: Account): string {
  return login.replace(/\[bot\]$/, "");
}

interface PageArguments {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly after?: string | null;
}

/** A list that is read in pages, whose size has to be named. */
function connection({ largestPage }: Asker, entries: () => readonly unknown[]): (page: PageArguments) => unknown {
  return ({ first, last, after }) => {
    const wanted = first ?? last;
    if (wanted === undefined || wanted === null) {
      throw refuse(
        "MISSING_PAGINATION_BOUNDARIES",
        "You must provide a `first` or `last` value to properly paginate the connection.",
      );
    }
    if (wanted > 100)
      throw refuse("EXCESSIVE_PAGINATION", `Requesting ${wanted} records exceeds the limit of 100 records.`);
    const all = entries();
    const size = Math.min(wanted, largestPage);
    const from =
      last === undefined || last === null
        ? Number(Buffer.from(after ?? "", "base64").toString() || "0")
        : Math.max(0, all.length - size);
    const nodes = all.slice(from, from + size);
    const end = from + nodes.length;
    const endCursor = nodes.length === 0 ? null : Buffer.from(String(end)).toString("base64");
    return { totalCount: all.length, nodes, pageInfo: { hasNextPage: end < all.length, endCursor } };
  };
}

function setResolved({ state, access }: Asker, threadId: string, isResolved: boolean): unknown {
  for (const repository of state.repositories.values()) {
    for (const { threads } of repository.pulls.values()) {
      const thread = threads.find(({ id }) => id === threadId);
      if (thread === undefined) continue;
      if (access.isReadOnly || !access.canResolve || repository.isArchived) {
        throw refuse("FORBIDDEN", "Resource not accessible by integration");
      }
      Object.assign(thread, { isResolved, resolvedBy: isResolved ? access.account : undefined });
      return { thread: { id: threadId, isResolved } };
    }
  }
  throw refuse("NOT_FOUND", `Could not resolve to a node with the global id of '${threadId}'`);
}
