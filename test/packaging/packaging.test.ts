import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const packages = {
  "@lintel/core": "packages/core",
  "@lintel/reporters": "packages/reporters",
  "@lintel/opa": "packages/opa",
  "@lintel/git": "packages/git",
  "@lintel/bot": "packages/bot",
  "@lintel/policies": "policies",
  "danger-plugin-lintel": "packages/danger",
  lintel: "packages/cli",
};

const scratch = mkdtempSync(join(tmpdir(), "lintel-packaging-"));
const project = join(scratch, "project");
const tarballs = new Map<string, string>();

/** Runs npm without the settings that this test run itself was started with. */
function npm(args: readonly string[], cwd: string): string {
  const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)));
  return execFileSync("npm", [...args], { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], env: environment });
}

beforeAll(() => {
  for (const [name, directory] of Object.entries(packages)) {
    // `pnpm pack`, because it is what publishes: it replaces `workspace:` and `catalog:` by versions.
    npm(
      ["exec", "--yes", "--package=pnpm@10.34.9", "--", "pnpm", "pack", "--pack-destination", scratch],
      join(root, directory),
    );
    const prefix = `${name.replace("@", "").replace("/", "-")}-0`;
    const tarball = readdirSync(scratch).find((file) => file.startsWith(prefix) && file.endsWith(".tgz"));
    tarballs.set(name, join(scratch, tarball ?? `no tarball of ${name}`));
  }
  mkdirSync(project);
  writeFileSync(
    join(project, "package.json"),
    JSON.stringify({ name: "empty", version: "1.0.0", type: "module", private: true }),
  );
  npm(["install", "--no-audit", "--no-fund", ...tarballs.values()], project);
}, 300_000);

afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
});

describe.each(Object.keys(packages))("the package %s", (name) => {
  it("is well-formed in publint's eyes", async () => {
    const bytes = readFileSync(tarballs.get(name) ?? "");
    const tarball = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
    const { messages, pkg } = await publint({ pack: { tarball }, level: "warning" });
    expect(messages.map((message) => formatMessage(message, pkg as Record<string, unknown>))).toEqual([]);
  });

  it("holds neither tests nor sources", () => {
    const files = execFileSync("tar", ["-tzf", tarballs.get(name) ?? ""], { encoding: "utf8" })
      .trim()
      .split("\n");
    expect(files.filter((file) => /\.test\.|\.fixture\.|\/src\//.test(file))).toEqual([]);
    expect(files).toContain("package/package.json");
  });
});

describe("the packed libraries", () => {
  it.each(["@lintel/core", "@lintel/reporters", "@lintel/opa", "@lintel/policies"])(
    "%s has types that resolve everywhere",
    (name) => {
      const attw = join(root, "node_modules/@arethetypeswrong/cli/dist/index.js");
      const output = execFileSync(
        process.execPath,
        [attw, tarballs.get(name) ?? "", "--profile", "esm-only", "--format", "json"],
        {
          encoding: "utf8",
        },
      );
      const { problems = {} } = JSON.parse(output) as { problems?: Record<string, { resolutionKind?: string }[]> };
      // CommonJS and the resolution of Node 10 are what an ESM package gives up; its report lists them all the same.
      const given = new Set(["node10", "node16-cjs"]);
      const left = Object.values(problems)
        .flat()
        .filter(({ resolutionKind }) => !given.has(resolutionKind ?? ""));
      expect(left).toEqual([]);
    },
  );

  it("type-check in a strict project of someone else", () => {
    writeFileSync(
      join(project, "use.ts"),
      `import { createMemoryHost, scan, type ScanResult } from "@lintel/core";
       import { policies } from "@lintel/policies";
       const result: ScanResult = await scan({ host: createMemoryHost({}), paths: ["."], policies });
       export const files: number = result.summary.files;\n`,
    );
    const options = {
      target: "ES2022",
      module: "NodeNext",
      moduleResolution: "NodeNext",
      strict: true,
      noEmit: true,
      types: [],
    };
    writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions: options, files: ["use.ts"] }));
    const tsc = join(root, "node_modules/typescript/bin/tsc");
    expect(execFileSync(process.execPath, [tsc, "-p", project], { encoding: "utf8" })).toBe("");
  });

  it("run the example that scans text in memory", () => {
    cpSync(join(root, "examples/library"), join(project, "library"), { recursive: true });
    const output = execFileSync(process.execPath, ["library/in-memory.mjs"], { cwd: project, encoding: "utf8" });
    expect(output).toMatch(/^main\.tf:15:9 \w+ aws-security-group-\S+ aws_security_group\.bastion$/m);
    expect(output).toMatch(/^ {2}main\.tf:3 /m);
    expect(output).toMatch(/^pod\.yaml:12:9 high kubernetes-container-privileged Pod\/tools\/shell$/m);
  });

  it("run the example that scans a directory", () => {
    mkdirSync(join(project, "stack"));
    cpSync(join(root, "examples/web-stack/kubernetes"), join(project, "stack"), { recursive: true });
    const output = execFileSync(process.execPath, ["library/directory.mjs", "stack"], {
      cwd: project,
      encoding: "utf8",
    });
    expect(output).toMatch(/critical/);
  });
});

describe("the packed binary", () => {
  it("scans with npx", () => {
    const stack = join(project, "web-stack");
    cpSync(join(root, "examples/web-stack"), stack, { recursive: true });
    expect(existsSync(join(stack, "terraform/main.tf"))).toBe(true);
    let report = "";
    try {
      report = npm(["exec", "--offline", "--", "lintel", "scan", "--format", "json", "web-stack"], project);
    } catch (error) {
      const { status, stdout } = error as { status: number; stdout: string };
      expect(status).toBe(1);
      report = stdout;
    }
    const { findings } = JSON.parse(report) as { findings: { location: { file: string } }[] };
    const extensions = new Set(findings.map(({ location }) => location.file.split(".").at(-1)));
    expect([...extensions].sort()).toEqual(["tf", "yaml"]);
    expect(new Set(findings.map(({ location }) => location.file.split("/")[0]))).toEqual(
      new Set(["kubernetes", "terraform"]),
    );
  });
});
