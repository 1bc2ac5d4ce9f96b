import { describe, expect, it } from "vitest";
import type { Reading } from "../graph/reading.js";
import { SourceFile } from "../source/source-file.js";
import { loadKubernetes } from "./load.js";

/** The effective labels of each object, by its address. */
async function labelsOf(files: Readonly<Record<string, string>>): Promise<ReadonlyMap<string, Reading>> {
  const { nodes } = await loadKubernetes({
    files: Object.entries(files).map(([path, text]) => new SourceFile(path, text)),
    report: ({ message }) => expect.fail(message),
    skip: () => undefined,
  });
  return new Map(
    nodes.map(({ address, reading }) => {
      const effective = reading.get("effective");
      return [address, effective.kind === "object" ? effective.get("labels") : effective];
    }),
  );
}

function plain(reading: Reading | undefined): unknown {
  if (reading?.kind === "object")
    return Object.fromEntries(reading.keys().map((key) => [key, plain(reading.get(key))]));
  return reading?.kind === "scalar" ? reading.value : reading?.kind;
}

const map = (name: string, labels = ""): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n${labels === "" ? "" : `  labels: { ${labels} }\n`}`;
const a = "ConfigMap/default/a";

describe("effective labels", () => {
  it("are an object's own where no kustomization builds it", async () => {
    const labels = await labelsOf({ "a.yaml": map("a", "app: web"), "b.yaml": map("b") });
    expect(plain(labels.get(a))).toEqual({ app: "web" });
    expect(plain(labels.get("ConfigMap/default/b"))).toBe("absent");
  });

  it("are those of labels and commonLabels over its own, outer kustomizations over inner ones", async () => {
    const labels = await labelsOf({
      "base/kustomization.yaml": "resources: [a.yaml]\ncommonLabels: { app: base, tier: base }\n",
      "base/a.yaml": map("a", "app: own, mine: yes-it-is"),
      "prod/kustomization.yaml":
        "resources: [../base]\nlabels:\n  - pairs: { env: prod }\n  - pairs:\n      tier: outer\n    includeSelectors: true\n",
    });
    expect(plain(labels.get(a))).toEqual({ app: "base", mine: "yes-it-is", tier: "outer", env: "prod" });
    const merged = labels.get(a);
    const tier = merged?.kind === "object" ? merged.get("tier") : undefined;
    expect(tier?.range.file.path).toBe("base/a.yaml");
    const [hop] = tier?.trace?.() ?? [];
    expect([hop?.range.file.path, hop?.range.file.positionAt(hop.range.start).line]).toEqual([
      "prod/kustomization.yaml",
      5,
    ]);
  });

  it("are unknown where several builds differ", async () => {
    const overlay = (env: string, more = ""): string =>
      `resources: [../base]\nlabels:\n  - pairs: { env: ${env}, team: web${more} }\n`;
    const labels = await labelsOf({
      "base/kustomization.yaml": "resources: [a.yaml]\n",
      "base/a.yaml": map("a", "app: web"),
      "dev/kustomization.yaml": overlay("dev"),
      "prod/kustomization.yaml": overlay("prod", ", paged: always"),
    });
    const merged = labels.get(a);
    expect(plain(merged)).toEqual({ app: "web", env: "unknown", team: "web" });
    expect(merged).toMatchObject({ rest: { reason: "no-value" } });
    expect(plain(merged?.kind === "object" ? merged.get("paged") : merged)).toBe("unknown");
  });

  it("survive kustomizations that include each other, and what is no label", async () => {
    const labels = await labelsOf({
      "x/kustomization.yaml": "resources: [../y, a.yaml]\ncommonLabels: [no, mapping]\nlabels: { pairs: 1 }\n",
      "y/kustomization.yaml": "resources: [../x]\ncommonLabels: { app: y }\n",
      "x/a.yaml": map("a", "app: own"),
      "z/kustomization.yaml": "resources: [../x]\nlabels: [{ pairs: { n: 1, list: [a] } }, 5]\n",
    });
    expect(plain(labels.get(a))).toEqual({ app: "own", n: "1" });
  });
});
