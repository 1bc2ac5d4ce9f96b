import { normalizePath } from "../../source/paths.js";

/** Where a module call's source leads. */
interface ModuleSource {
  readonly kind: "local" | "registry" | "git" | "http" | "s3" | "other";
  /** The git reference that the address asks for. */
  readonly ref: string | undefined;
}

const hostOfGit = /^(github\.com|bitbucket\.org|gitlab\.com)\//;
const registryAddress =
  /^(?:[0-9A-Za-z][0-9A-Za-z.-]*\.[0-9A-Za-z.-]+(?::\d+)?\/)?[0-9A-Za-z_-]+\/[0-9A-Za-z_-]+\/[0-9a-z]+(?:\/\/.*)?$/;

/**
 * Tells what sort of place a module source names, by Terraform's rules.
 *
 * Source: https://developer.hashicorp.com/terraform/language/modules/sources
 */
export function classifyModuleSource(source: string): ModuleSource {
  const query = source.indexOf("?");
  const ref = query === -1 ? undefined : (/(?:^|&)ref=([^&]*)/.exec(source.slice(query + 1))?.[1] ?? undefined);
  return { kind: kindOfSource(source), ref };
}

function kindOfSource(source: string): ModuleSource["kind"] {
  if (isLocalSource(source)) return "local";
  if (/^git::|^git@|^ssh:\/\/|^[^/?]+@[^/?]+:/.test(source) || hostOfGit.test(source)) return "git";
  if (/^s3::|^[^/]*\.amazonaws\.com\//.test(source)) return "s3";
  if (/^https?:\/\/[^?]*\.git(?:$|[/?])/.test(source)) return "git";
  if (/^https?:\/\//.test(source)) return "http";
  return registryAddress.test(source) ? "registry" : "other";
}

/** Whether a source names a directory relative to the caller's. */
export function isLocalSource(source: string): boolean {
  return /^\.\.?(?:[\\/]|$)/.test(source);
}

/**
 * Whether what is installed from one source, as the list of installed modules has it, is what a call with another asks for.
 * Registries are named there even where the call leaves it to Terraform; of other sources there are too many ways to write
 * the same place for two to be told apart.
 */
export function isInstalledFrom(source: string, recorded: string): boolean {
  if (kindOfSource(source) !== "registry") return kindOfSource(recorded) !== "registry";
  return withoutDefaultRegistry(source) === withoutDefaultRegistry(recorded);
}

function withoutDefaultRegistry(source: string): string {
  return source.replace(/^registry\.(?:terraform\.io|opentofu\.org)\//, "");
}

/**
 * The directory that a local source names, relative to the scan root, `""` being the scan root itself; undefined when it lies
 * above the scan root.
 */
export function localModuleDirectory(callerDirectory: string, source: string): string | undefined {
  return normalizePath(`${callerDirectory === "" ? "." : callerDirectory}/${source.replaceAll("\\", "/")}`);
}
