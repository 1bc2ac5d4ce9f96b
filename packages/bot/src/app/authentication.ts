import { createAppAuth } from "@octokit/auth-app";
import { Octokit } from "@octokit/core";
import { HostError } from "../host/code-host.js";
import { withoutSecrets } from "./log.js";

/** A token for one repository, for a short while. */
export interface RepositoryToken {
  readonly token: string;
  /** What it allows: `checks` to `write`. */
  readonly permissions: Readonly<Record<string, string>>;
}

/** Whether a token allows more than reading in some part of a repository. */
export function mayWriteTo({ permissions }: RepositoryToken, part: string): boolean {
  return permissions[part] === "write";
}

/** Whose repository. */
export interface InstalledRepository {
  readonly installation: number;
  readonly owner: string;
  readonly repo: string;
}

/** Gets tokens that allow no more than what they are for. */
export interface Tokens {
  /** To read the files of the repository. @throws HostError */
  readonly forReading: (repository: InstalledRepository) => Promise<RepositoryToken>;
  /** To publish in its pull requests; what the installation does not allow is left out. @throws HostError */
  readonly forPublishing: (repository: InstalledRepository) => Promise<RepositoryToken>;
}

/** What the App is, to GitHub. */
export interface AppIdentity {
  readonly appId: string;
  readonly privateKey: string;
  readonly apiUrl: string;
}

const requestTimeoutMilliseconds = 30_000;

/** Makes tokens of installations. They are kept in memory for as long as they are valid. */
export function createTokens({ appId, privateKey, apiUrl }: AppIdentity): Tokens {
  const limited: typeof fetch = (input, init) =>
    fetch(input, { ...init, signal: AbortSignal.timeout(requestTimeoutMilliseconds) });
  const { request } = new Octokit({ baseUrl: apiUrl, userAgent: "lintel-bot", request: { fetch: limited } });
  const auth = createAppAuth({ appId, privateKey, request, log: { warn: () => undefined } });
  const tokenFor = async (
    { installation, repo }: InstalledRepository,
    permissions: Readonly<Record<string, string>>,
  ): Promise<RepositoryToken> => {
    try {
      const found = await auth({
        type: "installation",
        installationId: installation,
        repositoryNames: [repo],
        permissions: { ...permissions },
      });
      return { token: found.token, permissions: found.permissions };
    } catch (error) {
      throw tokenError(error);
    }
  };
  const allowedIn = async ({ owner, repo }: InstalledRepository): Promise<Readonly<Record<string, unknown>>> => {
    try {
      const { token } = await auth({ type: "app" });
      const headers = { authorization: `bearer ${token}` };
      const { data } = await request("GET /repos/{owner}/{repo}/installation", { owner, repo, headers });
      return { ...data.permissions };
    } catch (error) {
      throw tokenError(error);
    }
  };
  return {
    forReading: (repository) => tokenFor(repository, { contents: "read" }),
    forPublishing: async (repository) => {
      const allowed = await allowedIn(repository);
      const welcome = welcomePermissions.filter((name) => allowed[name] === "write");
      const more = Object.fromEntries(welcome.map((name) => [name, "write"]));
      return tokenFor(repository, { pull_requests: "write", metadata: "read", ...more });
    },
  };
}

/** What is published where the installation allows it: the check, the report for code scanning. GitHub lets threads be resolved with the last. */
const welcomePermissions = ["checks", "security_events", "contents"] as const;

/** Says what went wrong, without the request: its headers hold what the App proves itself by. */
function tokenError(error: unknown): HostError {
  const isAnswered = typeof error === "object" && error !== null && "response" in error && error.response !== undefined;
  const status = isAnswered && "status" in error && typeof error.status === "number" ? error.status : undefined;
  const said = error instanceof Error ? withoutSecrets(error.message.split("\n", 1)[0] ?? "").slice(0, 300) : "";
  return new HostError(`GitHub gave no token for the installation: ${said}`, status);
}
