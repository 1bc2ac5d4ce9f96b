import { branchAt, DiffReader, gitIn } from "./diff.js";

/** Who does something at GitHub. */
export interface Account {
  /** As REST calls it; an app's ends in `[bot]`. */
  readonly login: string;
  readonly id: number;
  readonly type: "User" | "Bot";
}

/** What a token is good for. */
export interface Access {
  readonly account: Account;
  /** Set for tokens of apps, which alone may write checks. */
  readonly appId: number | undefined;
  /** As the token of an Action has it in a pull request from a fork. */
  readonly isReadOnly: boolean;
  /** Whether it may resolve threads, for which an app needs to be allowed to write contents too. */
  readonly canResolve: boolean;
  /** What a token of an app is good for; everything unless given. */
  readonly permissions?: Readonly<Record<string, string>> | undefined;
  /** The repositories that it sees, as `owner/name`; all unless given. */
  readonly repositories: readonly string[] | undefined;
}

/** A comment in the conversation or on lines. */
export interface PostedComment {
  readonly id: number;
  body: string;
  readonly author: Account;
  readonly createdAt: string;
  updatedAt: string;
  readonly reactions: { readonly content: string; readonly login: string }[];
}

/** A thread on lines of the change. */
export interface PostedThread {
  readonly id: string;
  readonly path: string;
  readonly line: number | undefined;
  readonly side: "LEFT" | "RIGHT";
  readonly startLine: number | undefined;
  readonly commit: string;
  readonly reviewId: number;
  readonly comments: PostedComment[];
  isResolved: boolean;
  resolvedBy: Account | undefined;
}

/** A review, whose comments are threads. */
export interface PostedReview {
  readonly id: number;
  readonly author: Account;
  readonly body: string;
  readonly commit: string;
  readonly state: string;
}

/** A run of a check. */
export interface PostedCheckRun {
  readonly id: number;
  name: string;
  readonly head: string;
  readonly appId: number;
  externalId: string | null;
  status: string;
  conclusion: string | null;
  title: string | null;
  summary: string | null;
  readonly annotations: Readonly<Record<string, unknown>>[];
}

/** What was uploaded for code scanning. */
export interface PostedSarif {
  readonly id: string;
  readonly commit: string;
  readonly ref: string;
  /** As it was uploaded: compressed, in base64. */
  readonly sarif: string;
}

/** A pull request; tests change what may change. */
export interface PullRequestState {
  readonly number: number;
  title: string;
  readonly author: Account;
  baseRef: string;
  /** A branch of {@link RepositoryState.directory}. */
  headRef: string;
  /** Where the branch lives: another `owner/name` for a fork, null where that is gone. */
  headRepository: string | null;
  /** The last commit that the branch was seen at. */
  head: string;
  state: "open" | "closed";
  isDraft: boolean;
  isLocked: boolean;
  mergeable: boolean | null;
  readonly comments: PostedComment[];
  readonly reviews: PostedReview[];
  readonly threads: PostedThread[];
}

/** A repository at GitHub. */
export interface RepositoryState {
  readonly owner: string;
  readonly name: string;
  /** The git repository, for contents and diffs. */
  readonly directory: string;
  readonly diffs: DiffReader;
  isPrivate: boolean;
  isArchived: boolean;
  hasCodeScanning: boolean;
  /** Roles of collaborators by login: `admin`, `maintain`, `write`, `triage`, `read`. */
  readonly roles: Map<string, string>;
  readonly pulls: Map<number, PullRequestState>;
  readonly checkRuns: PostedCheckRun[];
  readonly sarifs: PostedSarif[];
}

/** A GitHub App. */
export interface AppState {
  readonly id: number;
  readonly slug: string;
  /** In PEM. */
  readonly publicKey: string;
  /** The repositories of each installation, as `owner/name`. */
  readonly installations: ReadonlyMap<number, readonly string[]>;
  /** What installations allow it, as `checks` to `write`. */
  readonly permissions?: Readonly<Record<string, string>> | undefined;
}

/** What a test says of a repository. */
export interface NewRepository {
  readonly owner: string;
  readonly name: string;
  readonly directory: string;
  readonly roles?: Readonly<Record<string, string>>;
}

/** What a test says of a pull request. */
export interface NewPullRequest {
  readonly number: number;
  readonly author: string;
  readonly baseRef?: string;
  readonly headRef: string;
  readonly headRepository?: string | null;
  readonly title?: string;
}

const readers = new Map<string, DiffReader>();

/** Servers of one repository share what was read of its commits. */
function diffsOf(directory: string): DiffReader {
  const reader = readers.get(directory) ?? new DiffReader(directory);
  readers.set(directory, reader);
  return reader;
}

/** All that stands at GitHub. */
export class GitHubState {
  readonly repositories = new Map<string, RepositoryState>();
  readonly tokens = new Map<string, Access>();
  app: AppState | undefined;
  readonly #accounts = new Map<string, Account>();
  #next = 1_000_000;

  /** A number that nothing else has. */
  id(): number {
    this.#next += 1;
    return this.#next;
  }

  /** A time, later than all before. */
  now(): string {
    return new Date(Date.UTC(2030, 0, 1) + (this.id() - 1_000_000) * 1000).toISOString().replace(".000Z", "Z");
  }

  /** Whoever has a login; `name[bot]` is an app. */
  account(login: string): Account {
    const known = this.#accounts.get(login);
    if (known !== undefined) return known;
    const account: Account = { login, id: this.id(), type: login.endsWith("[bot]") ? "Bot" : "User" };
    this.#accounts.set(login, account);
    return account;
  }

  /** Makes a token of somebody. */
  addToken(token: string, login: string, access: Partial<Omit<Access, "account">> = {}): void {
    const account = this.account(login);
    const appId = account.type === "Bot" ? (this.app?.id ?? 1) : undefined;
    const usual = { appId, isReadOnly: false, canResolve: true, repositories: undefined };
    this.tokens.set(token, { ...usual, ...access, account });
  }

  addRepository({ owner, name, directory, roles = {} }: NewRepository): RepositoryState {
    const repository: RepositoryState = {
      ...{ owner, name, directory, diffs: diffsOf(directory) },
      ...{ isPrivate: true, isArchived: false, hasCodeScanning: true },
      ...{ roles: new Map(Object.entries(roles)), pulls: new Map(), checkRuns: [], sarifs: [] },
    };
    this.repositories.set(`${owner}/${name}`, repository);
    return repository;
  }

  addPullRequest(
    repository: RepositoryState,
    { number, author, baseRef = "main", headRef, headRepository, title = "A change" }: NewPullRequest,
  ): PullRequestState {
    const pull: PullRequestState = {
      ...{ number, title, author: this.account(author), baseRef, headRef, state: "open", isDraft: false },
      headRepository: headRepository === undefined ? `${repository.owner}/${repository.name}` : headRepository,
      ...{ head: gitIn(repository.directory, "rev-parse", headRef), isLocked: false, mergeable: true },
      ...{ comments: [], reviews: [], threads: [] },
    };
    repository.pulls.set(number, pull);
    return pull;
  }

  /** Somebody's comment in the conversation. */
  comment(pull: PullRequestState, login: string, body: string): PostedComment {
    const comment = this.newComment(this.account(login), body);
    pull.comments.push(comment);
    return comment;
  }

  /** Somebody's answer in a thread. */
  answer(thread: PostedThread, login: string, body: string): PostedComment {
    const comment = this.newComment(this.account(login), body);
    thread.comments.push(comment);
    return comment;
  }

  newComment(author: Account, body: string): PostedComment {
    const at = this.now();
    return { id: this.id(), body, author, createdAt: at, updatedAt: at, reactions: [] };
  }
}

/** Looks where the branch of a pull request is now; a branch that is gone stays where it was. */
export function refreshHead({ directory }: RepositoryState, pull: PullRequestState): string {
  if (pull.state === "open") pull.head = branchAt(directory, pull.headRef) ?? pull.head;
  return pull.head;
}
