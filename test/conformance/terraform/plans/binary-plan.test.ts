import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readBinaryPlan } from "../../../../packages/core/src/terraform/plan/binary-plan.js";
import { hasTerraform } from "./terraform-present.js";

const files = {
  "main.tf": `
    variable "names" {
      type    = list(string)
      default = ["a", "b"]
    }
    variable "secret" {
      default   = "hush"
      sensitive = true
    }
    variable "version_number" { default = 1 }
    resource "terraform_data" "x" {
      for_each         = toset(var.names)
      input            = { name = each.key, secret = var.secret, count = 3, on = true, none = null, list = [1.5, -2] }
      triggers_replace = [each.key, var.version_number]
    }
    resource "terraform_data" "c" {
      count = 2
      input = terraform_data.x["a"].output
    }
    module "m" {
      source   = "./modules/m"
      for_each = { "k.1" = 1 }
      v        = terraform_data.c[0].id
    }
  `,
  "modules/m/main.tf": `
    variable "v" {}
    resource "terraform_data" "inner" { input = [var.v] }
  `,
};

interface Change {
  readonly address: string;
  readonly mode: string;
  readonly type: string;
  readonly change: Record<string, unknown>;
}

/** What both ways of reading a plan must agree on. */
const comparable = ({ address, mode, type, change }: Change) => ({
  address,
  mode,
  type,
  actions: change["actions"],
  before: change["before"],
  after: change["after"],
  isAfterUnknown: leaves(change["after_unknown"]),
  sensitive: Object.keys(change["after_sensitive"] ?? {}).filter(
    (name) => leaves((change["after_sensitive"] as Record<string, unknown>)[name]).length > 0,
  ),
  replacing: change["replace_paths"] ?? [],
});

/** The paths of the leaves of a mask that are true: `terraform show` adds empty containers that say nothing. */
function leaves(mask: unknown, path = ""): string[] {
  if (mask === true) return [path];
  if (typeof mask !== "object" || mask === null) return [];
  return Object.entries(mask).flatMap(([name, part]) => leaves(part, `${path}.${name}`));
}

describe.skipIf(!hasTerraform)("a binary plan, made on the spot by terraform", () => {
  const directory = mkdtempSync(join(tmpdir(), "lintel-binary-plan-"));
  const configuration = join(directory, "cli.tfrc");

  const terraform = (...args: string[]) =>
    execFileSync("terraform", args, {
      cwd: directory,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, TF_CLI_CONFIG_FILE: configuration, CHECKPOINT_DISABLE: "1" },
    });

  const read = (name: string, ...args: string[]) => {
    terraform("plan", "-input=false", `-out=${name}`, ...args);
    const shown = JSON.parse(terraform("show", "-json", name)) as { resource_changes: Change[] };
    const plan = readBinaryPlan(readFileSync(join(directory, name)));
    const inOrder = shown.resource_changes.toSorted((a, b) => (a.address < b.address ? -1 : 1));
    return { shown: inOrder, plan };
  };

  beforeAll(() => {
    writeFileSync(configuration, "disable_checkpoint = true\n");
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(directory, name)), { recursive: true });
      writeFileSync(join(directory, name), text);
    }
    terraform("init", "-input=false");
  });

  afterAll(() => {
    rmSync(directory, { recursive: true, force: true });
  });

  it("says the same as terraform show when everything is created", () => {
    const { shown, plan } = read("create.plan");
    expect((plan?.document["resource_changes"] as Change[]).map(comparable)).toEqual(shown.map(comparable));
    expect(shown.length).toBe(5);
  });

  it("says the same as terraform show of updates, replacements and deletions", () => {
    terraform("apply", "-auto-approve", "-input=false");
    const { shown, plan } = read("change.plan", '-var=names=["a", "c"]', "-var=version_number=2");
    expect((plan?.document["resource_changes"] as Change[]).map(comparable)).toEqual(shown.map(comparable));
    const actions = new Set(shown.map(({ change }) => String(change["actions"])));
    expect([...actions].sort()).toEqual(["create", "delete", "delete,create", "no-op", "update"]);
  });

  it("holds the configuration it was made from", () => {
    const { plan } = read("again.plan");
    const text = (name: string) => new TextDecoder().decode(plan?.configuration.get(name));
    expect([...(plan?.configuration.keys() ?? [])].sort()).toEqual(Object.keys(files).sort());
    expect(text("modules/m/main.tf")).toBe(files["modules/m/main.tf"]);
  });
});

describe("bytes that are no plan", () => {
  it.each([[""], ["PK\u0003\u0004 and then nothing"], ["not a zip at all"]])("%j is refused", (content) => {
    expect(readBinaryPlan(new TextEncoder().encode(content))).toBeUndefined();
  });
});
