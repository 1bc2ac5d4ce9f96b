// Writes policies/schemas/kubernetes.json: which attributes the kinds have that our policies name, over all versions of their
// API, and which kinds there are. What it reads are the types that kubernetes-models generated from Kubernetes's OpenAPI:
//
//   npm install --prefix DIRECTORY --ignore-scripts --legacy-peer-deps kubernetes-models@5.1.0
//   node scripts/kubernetes-schema.mjs DIRECTORY
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { findPolicies } from "../policies/policy-files.mjs";

const [directory] = process.argv.slice(2);
if (directory === undefined) {
  process.stderr.write("usage: node scripts/kubernetes-schema.mjs DIRECTORY\n");
  process.exit(2);
}
const modules = join(directory, "node_modules");
const home = join(modules, "kubernetes-models");
const { version } = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));

/** How what has nothing inside, and what may have anything, is written. */
const [leaf, open] = ["", "*"];
const files = new Map();
const kinds = new Map();
for (const file of typeFiles(home)) {
  const { apiVersion, kind } = read(file);
  if (kind !== undefined) kinds.set(kind, [...(kinds.get(kind) ?? []), { apiVersion, file }]);
}

const written = findPolicies().filter(({ bundle }) => bundle === "kubernetes");
const named = new Set(
  written.flatMap(({ text }) => text.match(/\b[A-Z][A-Za-z]+\b/g) ?? []).filter((kind) => kinds.has(kind)),
);
const attributes = {};
for (const kind of [...named].sort()) {
  attributes[kind] = print(
    kinds
      .get(kind)
      .map(({ file }) => attributesOf(file))
      .reduce(merge),
  );
}
// What policies that match `pod` read: whatever object it is, with its pod template and all its containers.
const container = merge(attributesOf(core("Container")), attributesOf(core("EphemeralContainer")));
container.set("containerKind", leaf);
attributes["pod"] = print(
  new Map([
    ...["apiVersion", "kind"].map((name) => [name, leaf]),
    ["metadata", attributesOf(core("PodTemplateSpec")).get("metadata")],
    ...["spec", "template"].map((name) => [name, open]),
    ["pod", attributesOf(core("PodTemplateSpec"))],
    ["containers", container],
  ]),
);

const types = [
  "pod",
  ...[...kinds].flatMap(([kind, all]) => [kind, ...all.map((each) => `${each.apiVersion}/${kind}`)]),
];
const schema = {
  provider: "kubernetes",
  version: `kubernetes-models ${version}`,
  types: [...new Set(types)].sort().join(" "),
  attributes,
};
const target = fileURLToPath(new URL("../policies/schemas/kubernetes.json", import.meta.url));
writeFileSync(target, `${JSON.stringify(schema, null, 2)}\n`);
process.stdout.write(`kubernetes: ${kinds.size} kinds, of which policies name ${named.size}\n`);

function* typeFiles(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !entry.name.startsWith("_")) yield* typeFiles(path);
    else if (entry.name.endsWith(".d.ts") && entry.name !== "index.d.ts") yield path;
  }
}

function core(name) {
  return join(home, "v1", `${name}.d.ts`);
}

/** The interface that a file is about: its fields, each with its type as it is written, and where the types come from. */
function read(file) {
  const known = files.get(file);
  if (known !== undefined) return known;
  const text = readFileSync(file, "utf8");
  const imports = new Map();
  for (const [, names, from] of text.matchAll(/^import \{ ([^}]+) \} from "([^"]+)";$/gm)) {
    for (const name of names.split(", ")) imports.set(name, from);
  }
  const body = /^export interface \w+[^{]*\{\n([\s\S]*?)^\}/m.exec(text)?.[1] ?? "";
  const fields = new Map();
  for (const [, name, type] of body.matchAll(/^ {4}"([^"]+)"\??: ([\s\S]*?);\n(?= {4}["/]|$)/gm))
    fields.set(name, type);
  const literal = (name) => /^"([^"]+)"$/.exec(fields.get(name) ?? "")?.[1];
  const found = { fields, imports, text, apiVersion: literal("apiVersion"), kind: literal("kind") };
  files.set(file, found);
  return found;
}

/** The attributes of what a file is about. */
function attributesOf(file, around = []) {
  const { fields, imports } = read(file);
  const attributes = new Map();
  for (const [name, type] of fields) attributes.set(name, typeOf(type, imports, file, [...around, file]));
  return attributes;
}

function typeOf(type, imports, file, around) {
  if (/\[key: string\]|\bRecord<|\bany\b|\bunknown\b|\bobject\b/.test(type)) return open;
  const name = /\bI[A-Z]\w+/.exec(type)?.[0];
  const from = name === undefined ? undefined : imports.get(name);
  if (from === undefined) return leaf;
  const path = from.startsWith(".") ? join(dirname(file), from) : join(modules, from);
  const target = [path.replace(/\.js$/, ".d.ts"), `${path}.d.ts`].find((each) => existsSync(each));
  if (target === undefined) throw new Error(`${from}, which ${file} names, is not there.`);
  // What holds itself, as a JSON schema does, goes on for ever.
  if (around.includes(target)) return open;
  const attributes = attributesOf(target, around);
  return attributes.size > 0 ? attributes : /= (?:any|object)\b|\[key: string\]/.test(read(target).text) ? open : leaf;
}

function merge(one, other) {
  if (!(one instanceof Map) || !(other instanceof Map)) return one ?? other;
  return new Map([...one, ...[...other].map(([name, inner]) => [name, merge(one.get(name), inner)])]);
}

function print(attributes) {
  return [...attributes]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, inner]) => `${name}${inner instanceof Map ? `(${print(inner)})` : inner}`)
    .join(" ");
}
