import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { compareWithHcl2json } from "./comparison.js";

const root = fileURLToPath(new URL("../../../", import.meta.url));

function hclFiles(directory: string): string[] {
  return readdirSync(root + directory, { recursive: true, encoding: "utf8" })
    .map((name) => `${directory}/${name.replaceAll("\\", "/")}`)
    .filter((path) => /\.(tf|tofu|tfvars|hcl)$/.test(path) && !path.includes("/node_modules/"))
    .sort();
}

describe("every HCL file in the repository", () => {
  const paths = ["examples", "policies", "test"].flatMap(hclFiles);

  it("is looked at", () => {
    expect(paths.length).toBeGreaterThan(10);
  });

  it("is read as hcl2json reads it", async () => {
    for (const path of paths) {
      const text = readFileSync(root + path, "utf8").replace(/^\uFEFF/, "");
      expect(await compareWithHcl2json(text), path).toBeUndefined();
    }
  });
});
