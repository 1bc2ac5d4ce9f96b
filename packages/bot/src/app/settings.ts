import { createPrivateKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** How the App runs. All of it comes from the environment; nothing secret is ever given on a command line. */
export interface AppSettings {
  readonly appId: string;
  /** PEM. */
  readonly privateKey: string;
  /** The one in use, and, while it is being changed, the one before. */
  readonly webhookSecrets: readonly [string, ...string[]];
  /** `https://api.github.com`, or that of a GitHub Enterprise Server. */
  readonly apiUrl: string;
  /** Where repositories are cloned from, and where links lead. */
  readonly serverUrl: string;
  readonly redisUrl: string | undefined;
  readonly host: string | undefined;
  readonly port: number;
  readonly logLevel: string;
  readonly workDirectory: string;
  /** How many jobs are done at the same time. */
  readonly concurrency: number;
  /** What all clones together may take. */
  readonly maximumDiskBytes: number;
  /** What one clone may take. */
  readonly maximumRepositoryBytes: number;
  /** What one review may take of memory. */
  readonly maximumMemoryMegabytes: number;
  readonly reviewTimeoutMilliseconds: number;
  readonly fetchTimeoutMilliseconds: number;
  /** How long to wait for running jobs when asked to end. */
  readonly shutdownMilliseconds: number;
  /** How often a job is begun before it is given up. */
  readonly attempts: number;
  /** How long a job may be silent before another instance takes it up. */
  readonly stalledMilliseconds: number;
  /** Whether clones may come over unencrypted HTTP, as from a server in a test. */
  readonly allowsHttp: boolean;
}

/** A setting, for the help and the documentation. */
export interface SettingHelp {
  readonly name: string;
  readonly help: string;
}

/** All settings there are. */
export const settingsHelp: readonly SettingHelp[] = [
  { name: "LINTEL_APP_ID", help: "The App's id. Required." },
  { name: "LINTEL_PRIVATE_KEY", help: "The App's private key (PEM; \\n is read as a line break). Required." },
  { name: "LINTEL_WEBHOOK_SECRET", help: "The secret of the webhook. Required." },
  { name: "LINTEL_WEBHOOK_SECRET_PREVIOUS", help: "The secret before, accepted too while it is being changed." },
  { name: "GITHUB_API_URL", help: "Default: https://api.github.com." },
  { name: "GITHUB_SERVER_URL", help: "Default: what belongs to GITHUB_API_URL." },
  {
    name: "REDIS_URL",
    help: "Keeps the queue in Redis, so that instances share the work and a restart loses none of it.",
  },
  { name: "HOST", help: "The address to listen at. Default: all." },
  { name: "PORT", help: "The port to listen at. Default: 3000." },
  { name: "LOG_LEVEL", help: "trace, debug, info, warn, error, fatal or silent. Default: info." },
  {
    name: "LINTEL_WORK_DIRECTORY",
    help: "Where clones are kept. Default: lintel-bot in the directory for temporary files.",
  },
  { name: "LINTEL_CONCURRENCY", help: "How many jobs are done at the same time. Default: 2." },
  { name: "LINTEL_MAXIMUM_DISK_MB", help: "What all clones together may take. Default: 10000." },
  { name: "LINTEL_MAXIMUM_REPOSITORY_MB", help: "What one clone may take. Default: 4000." },
  { name: "LINTEL_MAXIMUM_MEMORY_MB", help: "What one review may take of memory. Default: 2048." },
  { name: "LINTEL_REVIEW_TIMEOUT_SECONDS", help: "How long one review may take. Default: 600." },
  { name: "LINTEL_FETCH_TIMEOUT_SECONDS", help: "How long one fetch may take. Default: 600." },
  { name: "LINTEL_SHUTDOWN_SECONDS", help: "How long to wait for running jobs when asked to end. Default: 25." },
  { name: "LINTEL_ATTEMPTS", help: "How often a job is begun before it is given up. Default: 5." },
  {
    name: "LINTEL_STALLED_SECONDS",
    help: "How long an instance may be silent before another takes up its jobs. Default: 30.",
  },
  {
    name: "LINTEL_ALLOW_HTTP",
    help: "true: clones and the API may be reached without TLS. For trying it out. Default: false.",
  },
];

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the settings. All that is wrong with them is said at once; what is secret is not repeated. */
export function readSettings(
  environment: Environment,
): { readonly settings: AppSettings } | { readonly problems: readonly string[] } {
  const problems: string[] = [];
  const read = new SettingsReader(environment, problems);
  const allowsHttp = read.flag("LINTEL_ALLOW_HTTP");
  const apiUrl = read.url("GITHUB_API_URL", "https://api.github.com", allowsHttp);
  const secret = read.required("LINTEL_WEBHOOK_SECRET");
  const previous = read.text("LINTEL_WEBHOOK_SECRET_PREVIOUS");
  const settings: AppSettings = {
    appId: read.required("LINTEL_APP_ID", /^\d+$|^Iv[\w.]+$/, "a number, or a client id"),
    privateKey: readPrivateKey(read, problems),
    webhookSecrets: [secret, ...(previous === undefined ? [] : [previous])],
    apiUrl,
    serverUrl: read.url("GITHUB_SERVER_URL", serverOf(apiUrl), allowsHttp),
    redisUrl: read.redis("REDIS_URL"),
    host: read.text("HOST"),
    port: read.number("PORT", 3000, 0, 65_535),
    logLevel: read.choice("LOG_LEVEL", ["info", "trace", "debug", "warn", "error", "fatal", "silent"]),
    workDirectory: read.text("LINTEL_WORK_DIRECTORY") ?? join(tmpdir(), "lintel-bot"),
    concurrency: read.number("LINTEL_CONCURRENCY", 2, 1, 64),
    maximumDiskBytes: read.number("LINTEL_MAXIMUM_DISK_MB", 10_000, 1) * megabyte,
    maximumRepositoryBytes: read.number("LINTEL_MAXIMUM_REPOSITORY_MB", 4000, 1) * megabyte,
    maximumMemoryMegabytes: read.number("LINTEL_MAXIMUM_MEMORY_MB", 2048, 64),
    reviewTimeoutMilliseconds: read.number("LINTEL_REVIEW_TIMEOUT_SECONDS", 600, 1) * 1000,
    fetchTimeoutMilliseconds: read.number("LINTEL_FETCH_TIMEOUT_SECONDS", 600, 1) * 1000,
    shutdownMilliseconds: read.number("LINTEL_SHUTDOWN_SECONDS", 25, 0) * 1000,
    attempts: read.number("LINTEL_ATTEMPTS", 5, 1, 100),
    stalledMilliseconds: read.number("LINTEL_STALLED_SECONDS", 30, 1, 3600) * 1000,
    allowsHttp,
  };
  return problems.length === 0 ? { settings } : { problems };
}

const megabyte = 1_000_000;

class SettingsReader {
  constructor(
    readonly environment: Environment,
    readonly problems: string[],
  ) {}

  text(name: string): string | undefined {
    const value = this.environment[name]?.trim() ?? "";
    const file = this.environment[`${name}_FILE`]?.trim() ?? "";
    if (value !== "" || file === "") return value === "" ? undefined : value;
    try {
      return readFileSync(file, "utf8").trim();
    } catch {
      this.problems.push(`The file that ${name}_FILE names cannot be read.`);
      return undefined;
    }
  }

  required(name: string, pattern?: RegExp, expected?: string): string {
    const value = this.text(name);
    if (value === undefined) this.problems.push(`${name} is missing.`);
    else if (pattern?.test(value) === false) this.problems.push(`${name} must be ${expected ?? "something else"}.`);
    return value ?? "";
  }

  number(name: string, otherwise: number, least: number, most = Number.MAX_SAFE_INTEGER): number {
    const text = this.text(name);
    if (text === undefined) return otherwise;
    const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
    if (value >= least && value <= most) return value;
    const range = most === Number.MAX_SAFE_INTEGER ? `from ${least} on` : `from ${least} to ${most}`;
    this.problems.push(`${name} must be a whole number ${range}.`);
    return otherwise;
  }

  flag(name: string): boolean {
    return this.choice(name, ["false", "true"]) === "true";
  }

  /** The first choice is what it is unless given. */
  choice(name: string, choices: readonly [string, ...string[]]): string {
    const value = this.text(name);
    if (value === undefined || choices.includes(value)) return value ?? choices[0];
    this.problems.push(`${name} must be one of ${choices.join(", ")}.`);
    return choices[0];
  }

  url(name: string, otherwise: string, allowsHttp: boolean): string {
    const text = this.text(name) ?? otherwise;
    const url = URL.canParse(text) ? new URL(text) : undefined;
    const isWeb = url?.protocol === "https:" || (allowsHttp && url?.protocol === "http:");
    if (!isWeb || url.username !== "" || url.search !== "" || url.hash !== "") {
      this.problems.push(`${name} must be an address that begins with https://, without a user, ? or #.`);
    }
    return text.replace(/\/+$/, "");
  }

  redis(name: string): string | undefined {
    const text = this.text(name);
    const isRedis = text === undefined || (URL.canParse(text) && /^rediss?:$/.test(new URL(text).protocol));
    if (!isRedis) this.problems.push(`${name} must be an address that begins with redis:// or rediss://.`);
    return text;
  }
}

function readPrivateKey(read: SettingsReader, problems: string[]): string {
  const pem = read.required("LINTEL_PRIVATE_KEY").replaceAll("\\n", "\n");
  if (pem === "") return "";
  try {
    // GitHub gives out PKCS#1; what signs takes PKCS#8.
    return createPrivateKey(pem).export({ type: "pkcs8", format: "pem" }).toString();
  } catch {
    problems.push("LINTEL_PRIVATE_KEY is no private key in PEM.");
    return "";
  }
}

/** `https://api.github.com` belongs to `https://github.com`, `https://host/api/v3` to `https://host`. */
function serverOf(apiUrl: string): string {
  return apiUrl.replace(/^(https?:\/\/)api\.(?=[^/]+$)/, "$1").replace(/\/api\/v3$/, "");
}
