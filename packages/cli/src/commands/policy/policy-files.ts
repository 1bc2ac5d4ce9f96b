import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { basename, dirname, join, relative, sep } from "node:path";
import { type FixtureFiles, type Policy, type ReportedDiagnostic, readPolicy } from "@lintel/core";
import { UsageError } from "../../command-line/usage-error.js";
import { whyUnreadable } from "../../output/file-error.js";
import { policyFiles, reported } from "../external-policies.js";

/** A policy in a file of its own, as its author sees it. */
export interface PolicyFile {
  /** Relative to the working directory, with forward slashes. */
  readonly path: string;
  /** The name of the file without its extension, which should be the policy's id. */
  readonly stem: string;
  readonly text: string;
  /** Undefined where the file is not a valid policy. */
  readonly policy: Policy | undefined;
  readonly diagnostics: readonly ReportedDiagnostic[];
}

/** A key that every policy has, one of Checkov's too, however many of its others are misspelt. */
const policyKey = /^(?:severity|category|match|cases|when|require|deny|remediation|metadata|definition)\s*:/m;

/**
 * Reads the policies of files and of the YAML files below directories; what lies there and is something else, such as a
 * framework of controls, is left out. @throws UsageError for a path that cannot be read. */
export async function readPolicyFiles(paths: readonly string[]): Promise<readonly PolicyFile[]> {
  const files: PolicyFile[] = [];
  for (const found of new Set(paths.flatMap(policyFiles))) {
    const path = (relative("", found) || found).split(sep).join("/");
    const text = readText(found);
    if (!paths.includes(found) && !policyKey.test(text)) continue;
    const { policy, diagnostics } = await readPolicy(path, text);
    const stem = basename(found).replace(/\.ya?ml$/, "");
    files.push({ path, stem, text, policy, diagnostics: diagnostics.map((each) => reported(each, path)) });
  }
  return files;
}

/** Loads the policies of plugins, whose fixtures lie beside the module under the policies' ids. */
export async function readPluginPolicies(names: readonly string[]): Promise<readonly PolicyFile[]> {
  const { loadPlugins } = await import("../plugins.js");
  const plugins = await loadPlugins(names);
  return plugins.flatMap(({ path, policies }) =>
    policies.map((policy) => ({ path, stem: policy.id, text: "", policy, diagnostics: [] })),
  );
}

const fixtureExtensions = [".tf", ".tofu", ".yaml", ".yml", ".tf.json", ".json"];

/** Reads the files of a policy's fixture, by path: the files beside it, and all of its folder. */
export function readFixture({ path, stem }: PolicyFile): FixtureFiles {
  const files: Record<string, string> = {};
  const beside = join(dirname(path), `${stem}.fixture`);
  for (const extension of fixtureExtensions) {
    if (existsSync(`${beside}${extension}`)) files[`${stem}.fixture${extension}`] = readText(`${beside}${extension}`);
  }
  if (existsSync(beside) && statSync(beside).isDirectory()) {
    for (const name of readdirSync(beside, { recursive: true, encoding: "utf8" }).sort()) {
      const file = join(beside, name);
      if (statSync(file).isFile()) files[name.split(sep).join("/")] = readText(file);
    }
  }
  return files;
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8").replace(/^\uFEFF/, "");
  } catch (error) {
    throw new UsageError(`${path} cannot be read.`, whyUnreadable(error, path));
  }
}
