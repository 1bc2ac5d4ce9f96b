// Finds the shipped policies and their fixtures, for the build and for the tests.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(fileURLToPath(import.meta.url));
const notPolicies = new Set(["node_modules", "dist", "frameworks", "schemas", "src"]);

/** Finds the shipped policies in the order of their ids. */
export function findPolicies() {
  const bundles = readdirSync(root, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && !notPolicies.has(entry.name),
  );
  return bundles
    .flatMap(({ name }) => filesBelow(join(root, name)).map((path) => ({ path, bundle: name })))
    .filter(({ path }) => path.endsWith(".yaml") && !isFixture(path))
    .map(({ path, bundle }) => ({
      id: basename(path, ".yaml"),
      bundle,
      path: relative(root, path).split(sep).join("/"),
      text: readFileSync(path, "utf8"),
    }))
    .sort((left, right) => (left.id < right.id ? -1 : 1));
}

/** Finds the files of the frameworks, in the order of their ids. */
export function findFrameworks() {
  return filesBelow(join(root, "frameworks"))
    .filter((path) => path.endsWith(".yaml"))
    .map((path) => ({
      id: basename(path, ".yaml"),
      path: relative(root, path).split(sep).join("/"),
      text: readFileSync(path, "utf8"),
    }));
}

/** Reads the files of a policy's fixture, by path: one file beside it, or all of a folder. */
export function readFixture({ path, id }) {
  const stem = join(root, path).replace(/\.yaml$/, ".fixture");
  const files = {};
  for (const extension of [".tf", ".yaml", ".tf.json", ".json"]) {
    const file = `${stem}${extension}`;
    if (existsSync(file)) files[`${id}${extension}`] = readFileSync(file, "utf8");
  }
  if (existsSync(stem) && statSync(stem).isDirectory()) {
    for (const file of filesBelow(stem)) files[relative(stem, file).split(sep).join("/")] = readFileSync(file, "utf8");
  }
  return files;
}

function isFixture(path) {
  return /\.fixture(?:\.|[\\/])/.test(path);
}

function filesBelow(directory) {
  return readdirSync(directory, { withFileTypes: true })
    .sort((left, right) => (left.name < right.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(directory, entry.name);
      return entry.isDirectory() ? filesBelow(path) : [path];
    });
}
