// Checks every policy and compiles them to bundles: one for each provider, loaded when a type of it occurs, and one index with
// what selecting takes. A bundle is a JSON text inside a module: V8 parses that several times faster than an object literal.
// Frameworks are compiled alike, one module each, with the policies that judge their controls. Needs the built core. Writes
// dist/bundles.
import { createHash } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { bindFramework, entryOf, frameworkEntryOf, readFramework, readPolicy } from "@lintel/core";
import { findFrameworks, findPolicies } from "./policy-files.mjs";

const target = join(dirname(fileURLToPath(import.meta.url)), "dist/bundles");

const problems = [];
const bundles = new Map();
const sources = { policies: {}, frameworks: {} };

function complain(file, diagnostics) {
  for (const { message, range, hint } of diagnostics) {
    const { line, column } = range === undefined ? { line: 1, column: 1 } : range.file.positionAt(range.start);
    problems.push(`policies/${file.path}:${line}:${column} ${message}${hint === undefined ? "" : ` ${hint}`}`);
  }
}

/** What evidence says of a file that a verdict rests on. */
const sourceOf = ({ path, text }) => ({
  file: `policies/${path}`,
  sha256: createHash("sha256").update(text).digest("hex"),
});

for (const file of findPolicies()) {
  const { policy, diagnostics } = await readPolicy(file.path, file.text);
  complain(file, diagnostics);
  sources.policies[file.id] = sourceOf(file);
  if (policy === undefined) continue;
  if (policy.id !== file.id)
    problems.push(`policies/${file.path}:1:1 The id ${policy.id} is not the name of the file.`);
  const bundle = bundles.get(file.bundle);
  if (bundle === undefined) bundles.set(file.bundle, [policy]);
  else bundle.push(policy);
}

const frameworks = [];
for (const file of findFrameworks()) {
  const { framework, diagnostics } = await readFramework(file.path, file.text);
  complain(file, diagnostics);
  sources.frameworks[file.id] = sourceOf(file);
  if (framework === undefined) continue;
  if (framework.id !== file.id)
    problems.push(`policies/${file.path}:1:1 The id ${framework.id} is not the name of the file.`);
  frameworks.push(bindFramework(framework, [...bundles.values()].flat()));
}

if (problems.length > 0) {
  process.stderr.write(`${problems.join("\n")}\n`);
  process.exit(1);
}

const moduleOf = (data) => `export default ${JSON.stringify(JSON.stringify(data))};\n`;

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
const index = [];
for (const [name, policies] of bundles) {
  writeFileSync(join(target, `${name}.js`), moduleOf(policies));
  index.push({ bundle: name, entries: policies.map(entryOf) });
}
writeFileSync(join(target, "entries.js"), moduleOf(index));
for (const framework of frameworks) writeFileSync(join(target, `framework-${framework.id}.js`), moduleOf(framework));
writeFileSync(join(target, "frameworks.js"), moduleOf(frameworks.map(frameworkEntryOf)));
writeFileSync(join(target, "sources.js"), moduleOf(sources));
// Every import is written out, so that whoever bundles this package sees it.
const loader = (name, module) => `  ${JSON.stringify(name)}: () => import("./${module}.js"),\n`;
const bundleLoaders = [...bundles.keys()].map((name) => loader(name, name));
const frameworkLoaders = frameworks.map(({ id }) => loader(id, `framework-${id}`));
writeFileSync(
  join(target, "index.js"),
  `export { default as entries } from "./entries.js";
export const bundles = {\n${bundleLoaders.join("")}};
export const frameworkEntries = () => import("./frameworks.js");
export const frameworks = {\n${frameworkLoaders.join("")}};
export const sources = () => import("./sources.js");
`,
);
