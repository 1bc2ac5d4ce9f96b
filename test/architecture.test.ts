import { readFileSync, readdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The rooms of core, highest first. A file imports from its own room and from rooms further down, never upwards. */
const rooms = ["", "project", "compliance", "baseline", "policy", "kubernetes", "terraform", "graph", "hcl", "source"];

/** Rooms of equal standing that must not know each other. */
const strangers = [["kubernetes", "terraform"]] as const;

/** Which workspace packages a package may import. */
const allowedPackages: Record<string, readonly string[]> = {
  "packages/core": [],
  "packages/reporters": ["@lintel/core"],
  "packages/opa": ["@lintel/core"],
  "packages/git": ["@lintel/core"],
  "packages/danger": ["lintel"],
  "packages/bot": ["@lintel/core", "@lintel/git", "@lintel/policies", "@lintel/reporters"],
  "packages/cli": [
    "@lintel/bot",
    "@lintel/core",
    "@lintel/git",
    "@lintel/opa",
    "@lintel/reporters",
    "@lintel/policies",
  ],
  policies: ["@lintel/core"],
};

interface Import {
  readonly file: string;
  readonly line: number;
  readonly specifier: string;
}

function sourcesBelow(directory: string): string[] {
  return (
    readdirSync(join(root, directory), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts") && !name.endsWith(".d.ts") && !name.endsWith(".test.ts"))
      // What tests share is no part of a package.
      .filter((name) => !/(?:^|[\\/])testing[\\/]/.test(name))
      .map((name) => join(directory, name).replaceAll("\\", "/"))
      .sort()
  );
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), "utf8");
  const pattern =
    /(?:^|[\s;])(?:import|export)\s[^"';]*?from\s*["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)|^import\s+["']([^"']+)["']/gm;
  return [...text.matchAll(pattern)].map((match) => ({
    file,
    line: text.slice(0, match.index).split("\n").length,
    specifier: match[1] ?? match[2] ?? match[3] ?? "",
  }));
}

/** The room a file of core lies in; `""` for the files at the top (`scan.ts`, `index.ts`). */
function roomOf(file: string): string {
  const inside = relative("packages/core/src", file).replaceAll("\\", "/");
  return inside.includes("/") ? (inside.split("/")[0] ?? "") : "";
}

const describeImport = ({ file, line, specifier }: Import) => `${file}:${line} imports ${specifier}`;

describe("the walls between rooms", () => {
  const coreImports = sourcesBelow("packages/core/src").flatMap(importsOf);

  it("knows every room of core", () => {
    const found = new Set(sourcesBelow("packages/core/src").map(roomOf));
    expect([...found].filter((room) => !rooms.includes(room))).toEqual([]);
  });

  it("imports only downwards in core", () => {
    const offending = coreImports.filter(({ file, specifier }) => {
      if (!specifier.startsWith(".")) return false;
      const target = roomOf(join(dirname(file), specifier).replaceAll("\\", "/"));
      const from = roomOf(file);
      const areStrangers = strangers.some((pair) => pair.includes(from as never) && pair.includes(target as never));
      return target !== from && (rooms.indexOf(target) < rooms.indexOf(from) || areStrangers);
    });
    expect(offending.map(describeImport)).toEqual([]);
  });

  it("keeps Node's modules behind the node door", () => {
    const offending = coreImports.filter(
      ({ file, specifier }) => specifier.startsWith("node:") && !/node[^/]*\.ts$/.test(file),
    );
    expect(offending.map(describeImport)).toEqual([]);
  });
});

describe("the walls between packages", () => {
  it.each(Object.entries(allowedPackages))("%s imports only what it may", (directory, allowed) => {
    const manifest = JSON.parse(readFileSync(join(root, directory, "package.json"), "utf8")) as {
      dependencies?: Record<string, string>;
      devDependencies?: Record<string, string>;
    };
    // The binary is one bundle: what goes into it is needed to build it, not to install it.
    const declared = { ...manifest.dependencies, ...(directory === "packages/cli" ? manifest.devDependencies : {}) };
    const offending = sourcesBelow(join(directory, "src"))
      .flatMap(importsOf)
      .filter(({ specifier }) => {
        if (specifier.startsWith(".") || specifier.startsWith("node:")) return false;
        const name = specifier
          .split("/")
          .slice(0, specifier.startsWith("@") ? 2 : 1)
          .join("/");
        const isWorkspacePackage = name.startsWith("@lintel/") || name === "lintel";
        if (isWorkspacePackage && !allowed.includes(name)) return true;
        return declared[name] === undefined && declared[`@types/${name}`] === undefined;
      });
    expect(offending.map(describeImport)).toEqual([]);
  });
});
