import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { directoryWith, lintel } from "./binary.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The configurations that a page shows. */
function examplesIn(page: string): string[] {
  const text = readFileSync(join(root, page), "utf8");
  const blocks = [...text.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, block = ""]) => block);
  return blocks.filter((block) => block.startsWith("version: 1\n"));
}

describe.each(["README.md", "docs/configuration.md"])("the configurations in %s", (page) => {
  const examples = examplesIn(page);

  it("are there", () => {
    expect(examples.length).toBeGreaterThan(0);
  });

  it.each(examples)("are valid: %s", (example) => {
    const variables = Object.fromEntries(["common", "prod", "dev"].map((name) => [`${name}.tfvars`, ""]));
    const directory = directoryWith({ "lintel.yaml": example, ...variables });
    expect(lintel(directory, ["config", "validate"])).toEqual({
      code: 0,
      stdout: "1 configuration is valid.\n",
      stderr: "",
    });
  });
});
