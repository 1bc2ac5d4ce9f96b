// Checks every policy and compiles them to bundles: one for each provider, loaded when a type of it occurs, and one index with
// what selecting takes. A bundle is a JSON text inside a module: V8 parses that several times faster than an object literal.
// Needs the built core. Writes dist/bundles.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { entryOf, readPolicy } from "@lintel/core";
import { findPolicies } from "./policy-files.mjs";

const target = join(dirname(fileURLToPath(import.meta.url)), "dist/bundles");

const problems = [];
const bundles = new Map();
for (const file of findPolicies()) {
  const { policy, diagnostics } = await readPolicy(file.path, file.text);
  for (const { message, range, hint } of diagnostics) {
    const { line, column } = range === undefined ? { line: 1, column: 1 } : range.file.positionAt(range.start);
    problems.push(`policies/${file.path}:${line}:${column} ${message}${hint === undefined ? "" : ` ${hint}`}`);
  }
  if (policy === undefined) continue;
  if (policy.id !== file.id)
    problems.push(`policies/${file.path}:1:1 The id ${policy.id} is not the name of the file.`);
  const bundle = bundles.get(file.bundle);
  if (bundle === undefined) bundles.set(file.bundle, [policy]);
  else bundle.push(policy);
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
// Every import is written out, so that whoever bundles this package sees it.
const loaders = [...bundles.keys()].map((name) => `  ${JSON.stringify(name)}: () => import("./${name}.js"),\n`);
writeFileSync(
  join(target, "index.js"),
  `export { default as entries } from "./entries.js";\nexport const bundles = {\n${loaders.join("")}};\n`,
);
