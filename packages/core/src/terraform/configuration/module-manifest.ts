import type { ReportDiagnostic } from "../../source/diagnostic.js";
import type { SourceHost } from "../../source/host.js";
import { joinPath, normalizePath } from "../../source/paths.js";

/** A module that `terraform get` or `terraform init` has put on disk. */
export interface InstalledModule {
  readonly source: string;
  readonly version: string | undefined;
  /** Relative to the scan root; undefined when it lies above it. */
  readonly directory: string | undefined;
}

/** Reads `.terraform/modules/modules.json` of a root module: from the path of call names (`a.b`) to what is installed. */
export function readModuleManifest(
  host: SourceHost,
  rootDirectory: string,
  report: ReportDiagnostic,
): ReadonlyMap<string, InstalledModule> {
  const installed = new Map<string, InstalledModule>();
  const path = joinPath(rootDirectory, ".terraform/modules/modules.json");
  const bytes = host.readFile(path);
  if (!bytes.ok) return installed;
  const entries = manifestEntries(new TextDecoder().decode(bytes.value));
  if (entries === undefined) {
    report({
      severity: "warning",
      code: "module-manifest-invalid",
      message: "This list of installed modules cannot be read, so that only local modules are loaded.",
      path,
      hint: "Run terraform get to write it anew.",
    });
    return installed;
  }
  for (const entry of entries) {
    const { Key: key, Source: source, Version: version, Dir: directory } = entry;
    if (typeof key !== "string" || typeof source !== "string" || typeof directory !== "string") continue;
    installed.set(key, {
      source,
      version: typeof version === "string" ? version : undefined,
      directory: normalizePath(joinPath(rootDirectory, directory.replaceAll("\\", "/"))),
    });
  }
  return installed;
}

function manifestEntries(text: string): readonly Record<string, unknown>[] | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return undefined;
  }
  const modules = isRecord(parsed) ? parsed["Modules"] : undefined;
  return Array.isArray(modules) ? modules.filter(isRecord) : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
