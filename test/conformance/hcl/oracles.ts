import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

const requireFromCore = createRequire(new URL("../../../packages/core/package.json", import.meta.url));

interface Hcl2json {
  readonly parse: (filename: string, contents: string) => Promise<Record<string, unknown>>;
}

/** What hcl2json makes of a text: JSON, a syntax error, or a refusal of what is valid HCL. */
export type Hcl2jsonAnswer =
  | { readonly kind: "json"; readonly json: unknown }
  | { readonly kind: "syntax-error"; readonly message: string }
  | { readonly kind: "not-convertible"; readonly message: string };

/** Asks HashiCorp's parser, compiled to WebAssembly. */
export async function askHcl2json(text: string): Promise<Hcl2jsonAnswer> {
  const { parse } = requireFromCore("@cdktf/hcl2json") as Hcl2json;
  try {
    return { kind: "json", json: await parse("main.tf", text) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { kind: message.startsWith("parse config: ") ? "syntax-error" : "not-convertible", message };
  }
}

const noConfiguration = { TF_CLI_CONFIG_FILE: "/dev/null", CHECKPOINT_DISABLE: "1" };

/** Whether the terraform binary can be run; in continuous integration it must be. */
export function hasTerraform(): boolean {
  const { status } = spawnSync("terraform", ["version"], { env: { ...process.env, ...noConfiguration } });
  if (status !== 0 && process.env["CI"] !== undefined) throw new Error("terraform is needed to check the parser");
  return status === 0;
}

/** Returns the indices of the texts in which `terraform fmt` finds a syntax error. */
export function rejectedByTerraform(texts: readonly (string | Uint8Array)[]): ReadonlySet<number> {
  const directory = mkdtempSync(join(tmpdir(), "lintel-hcl-"));
  try {
    for (const [index, text] of texts.entries()) writeFileSync(join(directory, `case-${index}.tf`), text);
    const { stderr } = spawnSync(
      "terraform",
      ["fmt", "-write=false", "-list=false", "-recursive", "-no-color", directory],
      { encoding: "utf8", maxBuffer: 1 << 28, env: { ...process.env, ...noConfiguration } },
    );
    return new Set([...stderr.matchAll(/ on \S*case-(\d+)\.tf line \d+/g)].map((match) => Number(match[1])));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Writes JSON with sorted keys, so that two values that JSON cannot tell apart give the same text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
