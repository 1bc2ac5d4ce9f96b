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

/** Whose repository. */
export interface InstalledRepository {
  readonly installation: number;
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
  const needed = { pull_requests: "write", metadata: "read" };
  const wishes: readonly Readonly<Record<string, string>>[] = [{ ...needed, checks: "write" }, needed];
  return {
    forReading: (repository) => tokenFor(repository, { contents: "read" }),
    forPublishing: async (repository) => {
      let refusal: unknown;
      for (const permissions of wishes) {
        try {
          return await tokenFor(repository, permissions);
        } catch (error) {
          // It asks for more than the installation allows.
          if (!(error instanceof HostError) || error.status !== 422) throw error;
          refusal = error;
        }
      }
      throw refusal;
    },
  };
}

/** Says what went wrong, without the request: its headers hold what the App proves itself by. */
function tokenError(error: unknown): HostError {
  const isAnswered = typeof error === "object" && error !== null && "response" in error && error.response !== undefined;
  const status = isAnswered && "status" in error && typeof error.status === "number" ? error.status : undefined;
  const said = error instanceof Error ? withoutSecrets(error.message.split("\n", 1)[0] ?? "").slice(0, 300) : "";
  return new HostError(`GitHub gave no token for the installation: ${said}`, status);
}
