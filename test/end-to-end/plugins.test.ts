import { cpSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { directoryWith, lintel, scanJson } from "./binary.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

const plain = `export default {
  id: "acme-bucket",
  title: "A bucket has a name",
  severity: "low",
  category: "hygiene",
  description: "It should have none.",
  remediation: "Remove bucket.",
  match: "aws_s3_bucket",
  aliases: { own: ["ACME_1"] },
  evaluate: (node, context) =>
    node.attribute("bucket").status === "absent" ? context.pass() : context.fail(node.attribute("bucket")),
};
`;
const bucket = 'resource "aws_s3_bucket" "b" {\n  bucket = "logs"\n}\n';

/** The example, installed as its README says. */
function example(): string {
  const directory = directoryWith({});
  cpSync(join(root, "examples/custom-policy"), directory, { recursive: true });
  mkdirSync(join(directory, "node_modules/@lintel"), { recursive: true });
  symlinkSync(join(root, "packages/core"), join(directory, "node_modules/@lintel/core"));
  return directory;
}

describe("the example of own policies", () => {
  it("agrees with its fixtures", () => {
    const { code, stdout } = lintel(example(), [
      "policy",
      "test",
      "policies",
      "--plugin",
      "./policies/acme-subnets.mjs",
    ]);
    expect(stdout).toMatch(/^2 policies tested, all as expected\.$/m);
    expect(code).toBe(0);
  });

  it("finds what there is to find", () => {
    const own = ["--external-policies", "policies", "--plugin", "./policies/acme-subnets.mjs", "--policy", "acme-*"];
    const { run, result } = scanJson(example(), ["infra", ...own]);
    expect(run.code).toBe(1);
    expect(result.findings.map(({ policy, location }) => [policy, location.start.line])).toEqual([
      ["acme-subnet-overlap", 14],
      ["acme-bucket-owner", 17],
    ]);
    expect(result.findings[0]).toMatchObject({
      message: "10.20.1.0/23 overlaps 10.20.0.0/23 of aws_subnet.private[0].",
      related: [{ message: "the range of aws_subnet.private[0]", location: { start: { line: 14 } } }],
    });
  });

  it("is explained", () => {
    const { code, stdout } = lintel(example(), [
      "explain",
      "acme-subnet-overlap",
      "--plugin",
      "./policies/acme-subnets.mjs",
    ]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Two subnets of a network overlap/);
  });
});

describe("a plugin", () => {
  it("needs no package, and is selected by id or alias", () => {
    const directory = directoryWith({ "main.tf": bucket, "own.mjs": plain });
    for (const name of ["acme-bucket", "ACME_1"]) {
      const { result } = scanJson(directory, ["main.tf", "--plugin", "own.mjs", "--policy", name]);
      expect(result.findings.map(({ policy, location }) => [policy, location.start.line])).toEqual([
        ["acme-bucket", 2],
      ]);
      expect(result.summary.policies).toBe(1);
    }
  });

  it.each([
    [
      "a package with a main module",
      { main: "main.js" },
      "main.js",
      plain.replace("export default", "module.exports ="),
    ],
    ["a package for import alone", { type: "module", exports: { ".": { import: "./main.js" } } }, "main.js", plain],
  ])("may be %s, found from the working directory", (_name, manifest, file, text) => {
    const directory = directoryWith({
      "main.tf": bucket,
      "node_modules/@acme/policies/package.json": JSON.stringify({
        name: "@acme/policies",
        version: "1.0.0",
        ...manifest,
      }),
      [`node_modules/@acme/policies/${file}`]: text,
    });
    const { result } = scanJson(directory, ["main.tf", "--plugin", "@acme/policies", "--policy", "acme-bucket"]);
    expect(result.findings.map(({ policy }) => policy)).toEqual(["acme-bucket"]);
  });

  it("is never loaded unless it is named", () => {
    const directory = directoryWith({
      "main.tf": bucket,
      "lintel.mjs": "process.exit(77);",
      "policies/a.mjs": "process.exit(77);",
    });
    expect(lintel(directory, ["scan", ".", "--external-policies", "policies"]).code).not.toBe(77);
  });

  it("that throws while it judges costs its own verdicts alone", () => {
    const throwing = plain.replace(/evaluate: [^]*/, "evaluate: () => { throw new RangeError('no'); },\n};\n");
    const directory = directoryWith({ "main.tf": bucket, "own.mjs": throwing });
    const { run, result } = scanJson(directory, ["main.tf", "--plugin", "own.mjs", "--preset", "all"]);
    expect(run.code).toBe(2);
    expect(result.diagnostics.map(({ code }) => code)).toContain("policy-failed");
    expect(result.findings.length).toBeGreaterThan(0);
  });

  it("that throws behind everybody's back ends the run with one sentence", () => {
    const late = plain.replace(
      /evaluate: [^]*/,
      "evaluate: () => { queueMicrotask(() => { throw new Error('late'); }); },\n};\n",
    );
    const { code, stderr } = lintel(directoryWith({ "main.tf": bucket, "own.mjs": late }), [
      "scan",
      ".",
      "--plugin",
      "own.mjs",
    ]);
    expect(code).toBe(2);
    expect(stderr).toContain("Error: late");
    expect(stderr).not.toMatch(/^ +at /m);
  });

  it.each([
    ["is not there", "./none.mjs", {}, /There is no plugin \.\/none\.mjs\./],
    ["is no package", "@acme/none", {}, /There is no plugin @acme\/none\./],
    ["is a directory", "./own", { "own/a.mjs": "" }, /is a directory/],
    [
      "throws when it is loaded",
      "own.mjs",
      { "own.mjs": "throw new Error('broken');" },
      /cannot be loaded\.[^]*broken/,
    ],
    ["is no JavaScript", "own.mjs", { "own.mjs": "export default {" }, /cannot be loaded\./],
    ["exports nothing", "own.mjs", { "own.mjs": "export const x = 1;" }, /exports no policies/],
    ["has wrong metadata", "own.mjs", { "own.mjs": plain.replace('"low"', '"lo"') }, /acme-bucket: .*severity.*low/],
  ])("that %s ends the run before it scans", (_name, plugin, files, sentence) => {
    const { code, stdout, stderr } = lintel(directoryWith({ "main.tf": bucket, ...files }), [
      "scan",
      ".",
      "--plugin",
      plugin,
    ]);
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toMatch(sentence);
  });

  it("in TypeScript is read where Node reads it, and told of where it does not", () => {
    const typed = plain.replace("(node, context) =>", "(node: any, context: any): unknown =>");
    const directory = directoryWith({ "main.tf": bucket, "own.ts": typed });
    const run = lintel(directory, ["scan", "main.tf", "--plugin", "own.ts", "--policy", "acme-bucket"]);
    const isRead = "typescript" in process.features && Boolean(process.features.typescript);
    expect(run.code).toBe(isRead ? 1 : 2);
    expect(isRead ? run.stdout : run.stderr).toMatch(isRead ? /acme-bucket/ : /does not read TypeScript/);
  });
});
