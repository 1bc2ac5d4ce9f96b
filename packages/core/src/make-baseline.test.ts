import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { writeBaseline, type Baseline } from "./baseline/baseline.js";
import { readBaseline } from "./baseline/read.js";
import { makeBaseline, type MadeBaseline } from "./make-baseline.js";
import type { Policy } from "./policy/policy.js";
import { readPolicy } from "./policy/read.js";
import { scan } from "./scan.js";
import type { ScanOptions } from "./scan-options.js";
import { createMemoryHost } from "./source/memory-host.js";

const metadata = `
severity: high
category: exposure
description: It matters.
remediation: Mend it.
`;

async function policyOf(text: string): Promise<Policy> {
  const { policy, diagnostics } = await readPolicy("p.yaml", `${text}${metadata}`);
  if (policy === undefined) throw new Error(JSON.stringify(diagnostics.map(({ message }) => message)));
  return policy;
}

const policies = [
  await policyOf(`
id: ingress-open
title: An ingress is open
match: aws_security_group
each: ingress
deny: { cidr_blocks: { any: { cidr: public } } }`),
  await policyOf(`
id: volume-unencrypted
title: A volume is not encrypted
match: aws_ebs_volume
require: { encrypted: true }`),
  await policyOf(`
id: container-privileged
title: A container is privileged
match: pod
each: containers
deny: { securityContext.privileged: true }`),
];

type Files = Readonly<Record<string, string>>;

const optionsFor = (files: Files, more: Partial<ScanOptions> = {}): ScanOptions => ({
  host: createMemoryHost(files),
  paths: [""],
  policies,
  ...more,
});

async function baselineOf(files: Files, more: Partial<ScanOptions> = {}): Promise<Baseline> {
  const { baseline } = await makeBaseline(optionsFor(files, more), { kind: "create" });
  expect(readBaseline("b.json", writeBaseline(baseline))).toEqual({ baseline, diagnostics: [] });
  return baseline;
}

/** What a scan with a baseline leaves, and the codes of what it has to say about the baseline. */
async function left(
  files: Files,
  baseline: Baseline,
  { ratchet, ...more }: Partial<ScanOptions> & { readonly ratchet?: boolean } = {},
): Promise<{ readonly open: readonly string[]; readonly told: readonly string[] }> {
  const { findings, diagnostics } = await scan(optionsFor(files, { baseline: { baseline, ratchet }, ...more }));
  return {
    open: findings
      .filter(({ status }) => status !== "suppressed")
      .map(({ status, location, resource }) => `${status} ${location.file} ${resource.address}`),
    told: diagnostics.map(({ severity, code, message }) => `${severity} ${code} ${/^\d+/.exec(message)?.[0] ?? ""}`),
  };
}

const nothing = { open: [], told: [] };

const update = async (before: Baseline, files: Files, more: Partial<ScanOptions> = {}): Promise<MadeBaseline> =>
  makeBaseline(optionsFor(files, more), { kind: "update", before });

const prune = async (before: Baseline, files: Files, more: Partial<ScanOptions> = {}): Promise<MadeBaseline> =>
  makeBaseline(optionsFor(files, more), { kind: "prune", before });

const volume = (name: string, rest = "encrypted = false"): string =>
  `resource "aws_ebs_volume" "${name}" {\n  size = 1\n  ${rest}\n}\n`;
const ingress = `  ingress {\n    cidr_blocks = ["0.0.0.0/0"]\n  }\n`;
const group = (name: string, count: number): string =>
  `resource "aws_security_group" "${name}" {\n${ingress.repeat(count)}}\n`;
const pod = (name: string, containers: readonly string[]): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name} }\nspec:\n  containers:\n${containers
    .map((each) => `    - { name: ${each}, image: "i:1", securityContext: { privileged: true } }\n`)
    .join("")}`;

const briefly = ({ entries }: Baseline): readonly string[] =>
  entries.map(({ file, policy, address, root, status, count }) =>
    [file, policy, address, root, status, String(count)].join(" "),
  );

describe("a baseline", () => {
  test("suppresses what was there when it was made, and marks it", async () => {
    const files = { "infra/main.tf": volume("a") + group("g", 2), "k8s/pod.yaml": pod("web", ["one"]) };
    const baseline = await baselineOf(files);
    expect(briefly(baseline)).toEqual([
      "infra/main.tf ingress-open aws_security_group.g infra fail 2",
      "infra/main.tf volume-unencrypted aws_ebs_volume.a infra fail 1",
      "k8s/pod.yaml container-privileged Pod/default/web k8s fail 1",
    ]);
    const { findings, summary } = await scan(optionsFor(files, { baseline: { baseline, path: "b.json" } }));
    expect(summary).toMatchObject({ failed: 0, suppressed: 4 });
    const start = { line: 1, column: 1 };
    expect(findings.map(({ status, suppression }) => ({ status, suppression }))).toEqual(
      findings.map(() => ({
        status: "suppressed",
        suppression: {
          kind: "baseline",
          reason: null,
          owner: null,
          until: null,
          location: { file: "b.json", start, end: start },
        },
      })),
    );
  });

  test("does not suppress what is new", async () => {
    const baseline = await baselineOf({ "main.tf": volume("a") + group("g", 1) });
    expect(await left({ "main.tf": volume("b") + volume("a") + group("g", 1) }, baseline)).toEqual({
      open: ["fail main.tf aws_ebs_volume.b"],
      told: [],
    });
  });

  test("counts what is equal", async () => {
    const baseline = await baselineOf({ "main.tf": group("g", 2) });
    expect(await left({ "main.tf": group("g", 3) }, baseline)).toEqual({
      open: ["fail main.tf aws_security_group.g"],
      told: [],
    });
    expect(await left({ "main.tf": group("g", 1) }, baseline)).toEqual({ open: [], told: ["info baseline-stale 1"] });
  });

  test("counts instances: one more is new", async () => {
    const instances = (keys: string): Files => ({
      "main.tf": volume("a", `encrypted = false\n  for_each = toset([${keys}])`),
    });
    const baseline = await baselineOf(instances('"x", "y"'));
    expect(briefly(baseline)).toEqual(["main.tf volume-unencrypted aws_ebs_volume.a . fail 2"]);
    expect(await left(instances('"x", "z"'), baseline)).toEqual(nothing);
    expect((await left(instances('"x", "y", "z"'), baseline)).open).toHaveLength(1);
  });

  test("knows unknowns as what they are: one that fails is new, one that failed is not", async () => {
    const unknown = { "main.tf": `variable "e" {}\n${volume("a", "encrypted = var.e")}` };
    const failing = { "main.tf": volume("a") };
    const ofUnknown = await baselineOf(unknown);
    expect(ofUnknown.entries.map(({ status }) => status)).toEqual(["unknown"]);
    expect(await left(unknown, ofUnknown)).toEqual(nothing);
    expect((await left(failing, ofUnknown)).open).toEqual(["fail main.tf aws_ebs_volume.a"]);
    const ofFailing = await baselineOf(failing);
    expect(await left(unknown, ofFailing)).toEqual(nothing);
    expect((await update(ofFailing, unknown)).baseline).toEqual(ofFailing);
  });

  test("leaves out what is suppressed otherwise, and no longer needs what has become so", async () => {
    const files = { "main.tf": volume("a") };
    const ignored = { "main.tf": `# lintel:ignore volume-unencrypted reason="scratch"\n${volume("a")}` };
    expect((await baselineOf(ignored)).entries).toEqual([]);
    const baseline = await baselineOf(files);
    const { findings, diagnostics } = await scan(optionsFor(ignored, { baseline: { baseline } }));
    expect(findings.map(({ suppression }) => suppression?.kind)).toEqual(["comment"]);
    expect(diagnostics.map(({ code }) => code)).toEqual(["baseline-stale"]);
    expect((await prune(baseline, ignored)).baseline.entries).toEqual([]);
  });

  test("tells what was there before from what is new", async () => {
    const files = { "main.tf": volume("a") + group("g", 1) + volume("d") };
    const baseline = await baselineOf(files);
    const later = {
      "main.tf":
        volume("a") + group("g", 2) + volume("b") + `# lintel:ignore volume-unencrypted reason="x"\n${volume("d")}`,
      "other.tf": volume("c", "encrypted = true"),
    };
    const { findings } = await scan(optionsFor(later, { includePassed: true, baseline: { baseline } }));
    const states = findings
      .filter(({ policy, resource }) => policy === "volume-unencrypted" || resource.address.endsWith(".g"))
      .map(({ resource, status, baselineState }) => `${resource.address} ${status} ${baselineState ?? "-"}`);
    expect(states.sort()).toEqual([
      "aws_ebs_volume.a suppressed unchanged",
      "aws_ebs_volume.b fail new",
      "aws_ebs_volume.c pass -",
      "aws_ebs_volume.d suppressed unchanged",
      "aws_security_group.g fail new",
      "aws_security_group.g suppressed unchanged",
    ]);
    expect((await scan(optionsFor(files))).findings.every((each) => !("baselineState" in each))).toBe(true);
  });

  test("is the same whether passes are reported or not", async () => {
    const keys = 'encrypted = each.key == "x"\n  for_each = toset(["x", "y"])';
    const files = { "main.tf": volume("a", keys) + volume("b", "encrypted = true") };
    expect(await baselineOf(files, { includePassed: true })).toEqual(await baselineOf(files));
  });

  test("tells no values, and no instance keys", async () => {
    const keyed = `encrypted = false\n  for_each = toset(["s3ntinel"])\n  tags = { a = "s3ntinel" }`;
    const files = { "main.tf": volume("a", keyed) };
    expect(writeBaseline(await baselineOf(files))).not.toContain("s3ntinel");
  });
});

describe("moved files", () => {
  const modules = {
    "modules/disk/main.tf": volume("a"),
    "envs/dev/main.tf": `module "disk" {\n  source = "../../modules/disk"\n}\n${volume("own")}`,
    "envs/prod/main.tf": `module "disk" {\n  source = "../../modules/disk"\n}\n${volume("own")}`,
  };
  const renamed = (files: Files, from: RegExp, to: string): Files =>
    Object.fromEntries(Object.entries(files).map(([path, text]) => [path.replace(from, to), text]));

  test.each([
    ["one root module", renamed(modules, /^envs\/prod/, "envs/production")],
    ["all of them", renamed(modules, /^envs/, "environments")],
    ["all of them, with other names", renamed(renamed(modules, /dev/, "test"), /prod/, "production")],
    ["a file of one", renamed(modules, /^envs\/prod\/main/, "envs/prod/disks")],
  ])("are known again: %s", async (_what, files) => {
    const baseline = await baselineOf(modules);
    expect(await left(files, baseline)).toEqual(nothing);
    const made = await update(baseline, files);
    expect(made).toMatchObject({ added: 0, removed: 0, increases: [] });
    expect(made.baseline).toEqual(await baselineOf(files));
  });

  test("are not taken for what is somewhere else beside what is there", async () => {
    const baseline = await baselineOf(modules);
    const copied = { ...modules, "envs/stage/main.tf": modules["envs/dev/main.tf"] };
    expect((await left(copied, baseline)).open).toEqual([
      "fail envs/stage/main.tf aws_ebs_volume.own",
      "fail modules/disk/main.tf module.disk.aws_ebs_volume.a",
    ]);
  });

  test("are not guessed where several could be meant", async () => {
    const baseline = await baselineOf({ "a/x.tf": volume("v"), "b/x.tf": volume("v") });
    expect((await left({ "c/x.tf": volume("v") }, baseline)).open).toHaveLength(1);
  });

  test("are known again where they were copied, too, one copy of the two", async () => {
    const both = `${volume("v")}${volume("w")}`;
    const baseline = await baselineOf({ "a/x.tf": both });
    const copied = { "c/x.tf": both, "b/x.tf": both };
    expect((await left(copied, baseline)).open).toEqual([
      "fail c/x.tf aws_ebs_volume.v",
      "fail c/x.tf aws_ebs_volume.w",
    ]);
    expect(await update(baseline, copied)).toMatchObject({ added: 2, moved: 2, removed: 0 });
    // While it is there, what is equal to it elsewhere is new.
    expect((await left({ ...copied, "a/x.tf": both }, baseline)).open).toHaveLength(4);
  });

  test("are known again where only they are scanned", async () => {
    const baseline = await baselineOf(modules);
    const files = renamed(modules, /^envs\/prod/, "envs/production");
    const { open } = await left(files, baseline, { paths: ["envs/production", "modules"] });
    expect(open).toEqual([]);
    // Where the directory that was not scanned is there still, what is found elsewhere is new.
    const copied = { ...modules, ...files };
    expect((await left(copied, baseline, { paths: ["envs/production"] })).open).toEqual([
      "fail envs/production/main.tf aws_ebs_volume.own",
    ]);
  });

  test("are known again in Kubernetes, wherever they lie", async () => {
    const files = { "k8s/a/pod.yaml": pod("web", ["one", "two"]), "k8s/b/pod.yaml": pod("web", ["one"]) };
    const baseline = await baselineOf(files);
    expect(await left(renamed(files, /^k8s/, "deploy"), baseline)).toEqual(nothing);
    expect((await left(files, baseline, { paths: ["k8s/a"] })).open).toEqual([]);
  });
});

describe("what no longer holds", () => {
  const files = { "a/main.tf": volume("one") + volume("two"), "b/main.tf": volume("three") };

  test("is told, and more loudly with the ratchet on", async () => {
    const baseline = await baselineOf(files);
    const fewer = { ...files, "a/main.tf": volume("one") };
    expect((await left(fewer, baseline)).told).toEqual(["info baseline-stale 1"]);
    expect((await left(fewer, baseline, { ratchet: true })).told).toEqual(["warning baseline-stale 1"]);
    expect((await left({ "b/main.tf": volume("three") }, baseline)).told).toEqual(["info baseline-stale 2"]);
  });

  test("is not guessed of what was not scanned, not judged or not read", async () => {
    const baseline = await baselineOf(files);
    const none = { "a/main.tf": "", "b/main.tf": "" };
    expect((await left(none, baseline)).told).toEqual(["info baseline-stale 3"]);
    expect((await left(none, baseline, { paths: ["b"] })).told).toEqual(["info baseline-stale 1"]);
    expect((await left(none, baseline, { policy: ["ingress-open"] })).told).toEqual([]);
    expect((await left(none, baseline, { exclude: ["a/"] })).told).toEqual(["info baseline-stale 1"]);
    const broken = { "a/main.tf": 'resource "x" {', "b/main.tf": "" };
    expect((await left(broken, baseline)).told).toContain("info baseline-stale 1");
    expect((await prune(baseline, broken)).baseline.entries).toHaveLength(2);
    expect((await prune(baseline, none, { paths: ["b"] })).unjudged).toBe(2);
  });

  test("is taken out by pruning, which takes nothing in", async () => {
    const baseline = await baselineOf({ "main.tf": volume("a") + group("g", 3) });
    const now = { "main.tf": volume("b") + group("g", 2) };
    const pruned = await prune(baseline, now);
    expect(briefly(pruned.baseline)).toEqual(["main.tf ingress-open aws_security_group.g . fail 2"]);
    expect(pruned).toMatchObject({ added: 0, removed: 2, increases: [] });
    const updated = await update(baseline, now);
    expect(updated.baseline).toEqual(await baselineOf(now));
    expect(updated).toMatchObject({ added: 1, removed: 2 });
  });
});

describe("the ratchet", () => {
  test("holds by policy and file", async () => {
    const baseline = await baselineOf({ "main.tf": volume("a") + volume("b"), "other.tf": volume("c") });
    const renamedBlock = { "main.tf": volume("a") + volume("z"), "other.tf": volume("c") };
    expect((await update(baseline, renamedBlock)).increases).toEqual([]);
    const elsewhere = { "main.tf": volume("a"), "other.tf": volume("c") + volume("d") };
    expect((await update(baseline, elsewhere)).increases).toEqual([
      { policy: "volume-unencrypted", file: "other.tf", count: 1 },
    ]);
  });

  test("does not let an unknown become a failure", async () => {
    const baseline = await baselineOf({ "main.tf": `variable "e" {}\n${volume("a", "encrypted = var.e")}` });
    expect((await update(baseline, { "main.tf": volume("a") })).increases).toHaveLength(1);
  });
});

describe("fingerprints", () => {
  const names = fc.uniqueArray(fc.constantFrom("a", "b", "c", "d", "e"), { minLength: 1, maxLength: 4 });
  const blocks = fc.record({ names, groups: fc.integer({ min: 1, max: 4 }) });

  test("survive inserted lines, other attributes, reordered blocks, and renamed files and directories", async () => {
    const edits = fc.record({
      blocks,
      shuffle: fc.array(fc.integer({ min: 0, max: 99 }), { minLength: 5, maxLength: 5 }),
      comment: fc.constantFrom("", "# moved\n\n", "\n\n\n"),
      size: fc.integer({ min: 2, max: 99 }),
      file: fc.constantFrom("main.tf", "disks.tf"),
      directory: fc.constantFrom("infra", "live/eu", "."),
    });
    await fc.assert(
      fc.asyncProperty(edits, async ({ blocks: { names: each, groups }, ...edit }) => {
        const parts = [...each.map((name) => volume(name)), group("g", groups)];
        const baseline = await baselineOf({ "infra/main.tf": parts.join("\n") });
        const order = parts.map((part, index) => ({ part, rank: edit.shuffle[index] ?? 0 }));
        order.sort((left, right) => left.rank - right.rank);
        const text = order
          .map(({ part }) => edit.comment + part.replace("size = 1", `size = ${String(edit.size)}\n  type = "gp3"`))
          .join("");
        const path = edit.directory === "." ? edit.file : `${edit.directory}/${edit.file}`;
        expect(await left({ [path]: text }, baseline)).toEqual(nothing);
        const more = await left({ [path]: text + volume("new") }, baseline);
        expect(more.open).toEqual([`fail ${path} aws_ebs_volume.new`]);
      }),
      { numRuns: 40 },
    );
  });
});
