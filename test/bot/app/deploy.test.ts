import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import { parseAllDocuments } from "yaml";
import { settingsHelp } from "../../../packages/bot/src/app/settings.js";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const manifest = join(root, "packages/bot/deploy/kubernetes.yaml");
const dockerfile = readFileSync(join(root, "packages/bot/Dockerfile"), "utf8");

const hasKubectl = spawnSync("kubectl", ["version", "--client"]).status === 0;
if (!hasKubectl) process.stderr.write("kubectl is not on the PATH, so what needs it is skipped\n");

describe("the manifest", () => {
  it("is one that Lintel finds nothing wrong with", () => {
    const directory = mkdtempSync(join(tmpdir(), "lintel-manifest-"));
    onTestFinished(() => {
      rmSync(directory, { recursive: true, force: true });
    });
    copyFileSync(manifest, join(directory, "kubernetes.yaml"));
    const binary = join(root, "packages/cli/bin/lintel.js");
    const run = spawnSync(process.execPath, [binary, "scan", "--preset", "all", "--format", "json", "."], {
      cwd: directory,
      encoding: "utf8",
    });
    const { findings } = JSON.parse(run.stdout) as { findings: readonly { policy: string; status: string }[] };
    expect(findings.map(({ policy, status }) => `${status} ${policy}`)).toEqual([]);
    expect(run.status).toBe(0);
  });

  // Whether a cluster takes it, only one could say; without one kubectl reads what it is made of.
  it.skipIf(!hasKubectl && process.env["CI"] === undefined)("is read by kubectl", () => {
    const labelled = execFileSync("kubectl", ["label", "--local", "-f", manifest, "-o", "name", "checked=true"], {
      encoding: "utf8",
    });
    expect(labelled.trim().split("\n")).toEqual([
      "namespace/lintel",
      "serviceaccount/lintel-bot",
      "deployment.apps/lintel-bot",
      "service/lintel-bot",
      "poddisruptionbudget.policy/lintel-bot",
      "networkpolicy.networking.k8s.io/lintel-bot",
      "horizontalpodautoscaler.autoscaling/lintel-bot",
    ]);
    const read = (text: string): string => {
      const { stdout, stderr } = spawnSync(
        "kubectl",
        ["set", "env", "--local", "-f", "-", "-o", "name", "CHECKED=true"],
        {
          input: text,
          encoding: "utf8",
        },
      );
      return `${stdout}${stderr}`;
    };
    // To set a variable it reads everything into its types, and says of what has none to set that this is so.
    const text = readFileSync(manifest, "utf8");
    const said = read(text);
    expect(said).toContain("deployment.apps/lintel-bot");
    for (const type of ["v1.Service", "v1.PodDisruptionBudget", "v1.NetworkPolicy", "v2.HorizontalPodAutoscaler"]) {
      expect(said).toContain(`*${type}`);
    }
    expect(read(text.replace("maxReplicas: 6", "maxReplicas: six"))).toContain("cannot unmarshal");
  });

  it("sets what there is to be set, and holds nothing secret", () => {
    const documents = parseAllDocuments(readFileSync(manifest, "utf8")).map((document) => document.toJS() as unknown);
    const names = [...JSON.stringify(documents).matchAll(/"name":"([A-Z][A-Z_]+)"/g)].map(([, name = ""]) => name);
    const known = new Set(settingsHelp.flatMap(({ name }) => [name, `${name}_FILE`]));
    expect(names.length).toBeGreaterThan(5);
    expect(names.filter((name) => !known.has(name))).toEqual([]);
    expect(documents.map((document) => (document as { kind: string }).kind)).not.toContain("Secret");
  });
});

describe("the Dockerfile", () => {
  const instructions = dockerfile
    .replace(/\\\n/g, "")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => /^([A-Z]+)\s+(.*)$/.exec(line)?.slice(1) ?? ["", line]);

  it("has no instruction that there is not, and ends as somebody without rights", () => {
    const known = ["FROM", "WORKDIR", "ENV", "COPY", "RUN", "USER", "EXPOSE", "HEALTHCHECK", "ENTRYPOINT"];
    expect(instructions.filter(([name = ""]) => !known.includes(name))).toEqual([]);
    expect(instructions.findLast(([name]) => name === "USER")?.[1]).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    for (const [name, rest = ""] of instructions) {
      const list = /(\[.*\])$/.exec(rest)?.[1];
      if (name === "ENTRYPOINT" || name === "HEALTHCHECK") expect(Array.isArray(JSON.parse(list ?? ""))).toBe(true);
    }
  });

  it("runs shell commands that a shell can read, on images of a version", () => {
    for (const [name, rest = ""] of instructions) {
      if (name === "RUN") expect(spawnSync("sh", ["-n", "-c", rest]).status).toBe(0);
      if (name === "FROM") expect(rest).toMatch(/^node:\d+\.\d+\.\d+-/);
    }
  });

  it("starts what there is", () => {
    expect(dockerfile).toContain("bin/lintel-bot.js");
    expect(existsSync(join(root, "packages/bot/bin/lintel-bot.js"))).toBe(true);
    expect(existsSync(join(root, "scripts/ready.mjs"))).toBe(true);
  });
});

describe("the documentation", () => {
  it("names every setting that there is", () => {
    const text = readFileSync(join(root, "docs/bot-app.md"), "utf8");
    expect(settingsHelp.map(({ name }) => name).filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  });
});
