import { readFileSync } from "node:fs";
import { Refusal } from "../../github/server/answer.js";
import { DiffReader, gitIn } from "../../github/server/diff.js";
import { startApi, type Answered, type ApiServer, type Asked } from "../../rest/start-api.js";

/** Somebody with a token. */
export interface BitbucketAccount {
  readonly uuid: string;
  readonly display_name: string;
  /** Tokens of repositories may not ask who they are. */
  readonly mayAskWho?: boolean;
  readonly mayWrite?: boolean;
}

/** Where a comment stands. */
export interface Inline {
  readonly path: string;
  readonly from?: number;
  readonly to?: number;
  readonly start_from?: number;
  readonly start_to?: number;
}

/** A comment. */
export interface BitbucketComment {
  readonly id: number;
  raw: string;
  readonly user: BitbucketAccount;
  readonly inline: Inline | undefined;
  readonly parent: number | undefined;
  isDeleted: boolean;
  resolvedBy: BitbucketAccount | undefined;
}

type Fields = Readonly<Record<string, unknown>>;

/** How the server behaves. */
export interface BitbucketServerOptions {
  /** A repository with the branches `main` and `change`. */
  readonly directory: string;
  readonly largestPage?: number;
}

/** A running server that behaves as Bitbucket's API does for one pull request: 7 of `acme/infra`. */
export interface BitbucketServer extends ApiServer {
  /** By the header `authorization`. */
  readonly accounts: Map<string, BitbucketAccount>;
  readonly comments: BitbucketComment[];
  readonly reports: Map<string, Fields>;
  /** By commit and report, and then by their own ids. */
  readonly annotations: Map<string, Map<string, Fields>>;
  readonly statuses: Map<string, Fields>;
  readonly addComment: (
    user: BitbucketAccount,
    raw: string,
    more?: { inline?: Inline; parent?: number },
  ) => BitbucketComment;
}

const schemas = JSON.parse(readFileSync(new URL("schemas.json", import.meta.url), "utf8")) as Record<string, unknown>;
const top = "/repositories/{workspace}/{repository}";
const pull = `${top}/pullrequests/{id}`;
const report = `${top}/commit/{commit}/reports/{report}`;

/** Starts a server on a free port of this machine. */
export async function startBitbucket({
  directory,
  largestPage = 100,
}: BitbucketServerOptions): Promise<BitbucketServer> {
  const accounts = new Map<string, BitbucketAccount>();
  const comments: BitbucketComment[] = [];
  const reports = new Map<string, Fields>();
  const annotations = new Map<string, Map<string, Fields>>();
  const statuses = new Map<string, Fields>();
  const diff = new DiffReader(directory);
  let next = 500;
  const accountOf = ({ user }: Asked): BitbucketAccount => accounts.get(user)!;
  const writer = (asked: Asked): BitbucketAccount => {
    const account = accountOf(asked);
    if (account.mayWrite === false)
      throw new Refusal(403, "Your credentials lack one or more required privilege scopes.");
    return account;
  };
  const here = ({ parameters }: Asked): void => {
    const { workspace, repository, id = "7" } = parameters;
    if (workspace !== "acme" || repository !== "infra" || id !== "7") throw new Refusal(404, "Not found");
  };
  const addComment: BitbucketServer["addComment"] = (user, raw, { inline, parent } = {}) => {
    const comment = { id: (next += 1), raw: raw.trim(), user, inline, parent, isDeleted: false, resolvedBy: undefined };
    comments.push(comment);
    return comment;
  };
  const commentOf = (asked: Asked): BitbucketComment => {
    here(asked);
    const found = comments.find(({ id }) => String(id) === asked.parameters["comment"]);
    if (found === undefined) throw new Refusal(404, "Comment not found");
    return found;
  };
  const page = (all: readonly unknown[], { query }: Asked, url: string, path: string): Answered => {
    const size = Math.min(Number(query.get("pagelen") ?? 10), 100, largestPage);
    const number = Number(query.get("page") ?? 1);
    const following = new URLSearchParams(query);
    following.set("page", String(number + 1));
    const hasNext = number * size < all.length;
    const values = all.slice((number - 1) * size, number * size);
    return {
      status: 200,
      body: {
        values,
        pagelen: size,
        page: number,
        ...(hasNext ? { next: `${url}${path}?${following.toString()}` } : {}),
      },
    };
  };
  const keyOf = ({ parameters }: Asked): string => `${parameters["commit"]} ${parameters["report"]}`;
  const commitOf = (asked: Asked): void => {
    here({ ...asked, parameters: { ...asked.parameters, id: "7" } });
    if (!diff.hasCommit(asked.parameters["commit"] ?? "")) throw new Refusal(404, "Commit not found");
  };
  const reportOf = (asked: Asked): Fields => {
    commitOf(asked);
    const found = reports.get(keyOf(asked));
    if (found === undefined) throw new Refusal(404, "Report not found");
    return found;
  };
  const annotationsOf = (asked: Asked): Map<string, Fields> => {
    reportOf(asked);
    const found = annotations.get(keyOf(asked)) ?? new Map<string, Fields>();
    annotations.set(keyOf(asked), found);
    return found;
  };
  const checkInline = (inline: Inline): void => {
    const [head, base] = [gitIn(directory, "rev-parse", "change"), gitIn(directory, "rev-parse", "main")];
    const isChanged = diff.files(base, head).some(({ path }) => path === inline.path);
    if (!isChanged) throw new Refusal(400, "inline.path: There is no such file in the pull request.");
    const [side, line] = inline.to === undefined ? (["LEFT", inline.from] as const) : (["RIGHT", inline.to] as const);
    if (line === undefined || diff.hunkAt(base, head, inline.path, side, line) === undefined)
      throw new Refusal(400, "inline: There is no such line.");
  };
  const endpoint = (branch: string) => ({
    ...{ branch: { name: branch }, repository: { full_name: "acme/infra" } },
    commit: { type: "commit", hash: gitIn(directory, "rev-parse", branch).slice(0, 12) },
  });
  const server = await startApi({
    prefix: "/2.0",
    schemas,
    refusal: (message) => ({ type: "error", error: { message } }),
    authenticate: ({ authorization = "" }) => {
      if (!accounts.has(authorization)) throw new Refusal(401, "Token is invalid or not supported for this endpoint.");
      return authorization;
    },
    routes: [
      {
        name: "GET /user",
        response: "account",
        answer: (asked) => {
          if (accountOf(asked).mayAskWho === false)
            throw new Refusal(403, "Your credentials lack one or more required privilege scopes.");
          return { status: 200, body: accountJson(accountOf(asked)) };
        },
      },
      {
        name: `GET ${pull}`,
        response: "pullRequest",
        answer: (asked) => {
          here(asked);
          const links = { html: { href: "https://bitbucket.org/acme/infra/pull-requests/7" } };
          const ends = { source: endpoint("change"), destination: endpoint("main") };
          return {
            status: 200,
            body: { type: "pullrequest", id: 7, title: "A change", state: "OPEN", ...ends, links },
          };
        },
      },
      {
        name: `GET ${pull}/comments`,
        response: "comments",
        answer: (asked, url) => (
          here(asked),
          page(comments.map(commentJson), asked, url, "/repositories/acme/infra/pullrequests/7/comments")
        ),
      },
      {
        name: `POST ${pull}/comments`,
        request: "commentRequest",
        response: "comment",
        answer: (asked) => {
          here(asked);
          const user = writer(asked);
          const { content, inline } = asked.body as { content: { raw: string }; inline?: Inline };
          if (inline !== undefined) checkInline(inline);
          return {
            status: 201,
            body: commentJson(addComment(user, content.raw, inline === undefined ? {} : { inline })),
          };
        },
      },
      {
        name: `PUT ${pull}/comments/{comment}`,
        request: "commentRequest",
        response: "comment",
        answer: (asked) => {
          const comment = commentOf(asked);
          if (comment.user !== writer(asked)) throw new Refusal(403, "Only the author may edit a comment.");
          comment.raw = (asked.body as { content: { raw: string } }).content.raw.trim();
          return { status: 200, body: commentJson(comment) };
        },
      },
      {
        name: `POST ${pull}/comments/{comment}/resolve`,
        response: "resolution",
        answer: (asked) => {
          const comment = commentOf(asked);
          if (comment.resolvedBy !== undefined) throw new Refusal(409, "The thread is resolved already.");
          comment.resolvedBy = writer(asked);
          return { status: 200, body: { type: "comment_resolution", user: accountJson(comment.resolvedBy) } };
        },
      },
      {
        name: `DELETE ${pull}/comments/{comment}/resolve`,
        answer: (asked) => {
          const comment = commentOf(asked);
          if (comment.resolvedBy === undefined) throw new Refusal(404, "The thread is not resolved.");
          writer(asked);
          comment.resolvedBy = undefined;
          return { status: 204 };
        },
      },
      { name: `GET ${report}`, response: "report", answer: (asked) => ({ status: 200, body: reportOf(asked) }) },
      {
        name: `PUT ${report}`,
        request: "report",
        response: "report",
        answer: (asked) => {
          commitOf(asked);
          writer(asked);
          reports.set(keyOf(asked), asked.body as Fields);
          return { status: 200, body: asked.body };
        },
      },
      {
        name: `GET ${report}/annotations`,
        response: "annotations",
        answer: (asked, url) => page([...annotationsOf(asked).values()], asked, url, ""),
      },
      {
        name: `POST ${report}/annotations`,
        request: "annotationsRequest",
        response: "annotationsRequest",
        answer: (asked) => {
          writer(asked);
          const known = annotationsOf(asked);
          for (const each of asked.body as Fields[]) known.set(String(each["external_id"]), each);
          if (known.size > 1000) throw new Refusal(400, "A report has no more than 1000 annotations.");
          return { status: 200, body: asked.body };
        },
      },
      {
        name: `DELETE ${report}/annotations/{annotation}`,
        answer: (asked) => {
          writer(asked);
          if (!annotationsOf(asked).delete(asked.parameters["annotation"] ?? "")) throw new Refusal(404, "Not found");
          return { status: 204 };
        },
      },
      {
        name: `GET ${top}/commit/{commit}/statuses/build/{key}`,
        response: "status",
        answer: (asked) => {
          const found = statuses.get(`${asked.parameters["commit"]} ${asked.parameters["key"]}`);
          if (found === undefined) throw new Refusal(404, "Status not found");
          return { status: 200, body: { type: "build", ...found } };
        },
      },
      {
        name: `POST ${top}/commit/{commit}/statuses/build`,
        request: "statusRequest",
        response: "status",
        answer: (asked) => {
          commitOf(asked);
          writer(asked);
          const status = asked.body as Fields;
          statuses.set(`${asked.parameters["commit"]} ${String(status["key"])}`, status);
          return { status: 201, body: { type: "build", ...status } };
        },
      },
    ],
  });
  return { ...server, accounts, comments, reports, annotations, statuses, addComment };
}

function accountJson({ uuid, display_name }: BitbucketAccount) {
  return { type: "user", uuid, display_name };
}

function commentJson({ id, raw, user, inline, parent, isDeleted, resolvedBy }: BitbucketComment) {
  return {
    ...{
      id,
      type: "pullrequest_comment",
      content: { type: "rendered", raw, markup: "markdown" },
      user: accountJson(user),
      deleted: isDeleted,
    },
    ...(inline === undefined ? {} : { inline: { from: null, to: null, ...inline } }),
    ...(parent === undefined ? {} : { parent: { id: parent } }),
    ...(resolvedBy === undefined ? {} : { resolution: { type: "comment_resolution", user: accountJson(resolvedBy) } }),
  };
}
