// Writes policies/schemas/: which attributes the resource types have that our policies name, and which types there are at all.
// What it reads are the bindings that HashiCorp generated from the providers' schemas; they are far too large to depend on:
//
//   npm install --prefix DIRECTORY --ignore-scripts --legacy-peer-deps \
//     @cdktf/provider-aws@21.22.1 @cdktf/provider-google@16.12.1 @cdktf/provider-azurerm@14.23.1
//   node scripts/provider-schemas.mjs DIRECTORY
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findPolicies } from "../policies/policy-files.mjs";

const [directory] = process.argv.slice(2);
if (directory === undefined) {
  process.stderr.write("usage: node scripts/provider-schemas.mjs DIRECTORY\n");
  process.exit(2);
}
const target = fileURLToPath(new URL("../policies/schemas/", import.meta.url));
const named = new Set(
  findPolicies().flatMap(({ text }) => text.match(/\b(?:data\.)?(?:aws|google|azurerm)_[a-z0-9_]+/g) ?? []),
);

for (const provider of ["aws", "google", "azurerm"]) {
  const home = join(directory, "node_modules/@cdktf", `provider-${provider}`);
  const { cdktf } = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
  const types = [];
  const attributes = {};
  for (const folder of readdirSync(join(home, "lib")).sort()) {
    const code = readCode(join(home, "lib", folder));
    const type = /\.tfResourceType = "([a-z0-9_]+)"/.exec(code)?.[1];
    if (type === undefined || !type.startsWith(`${provider}_`)) continue;
    const name = folder.startsWith(`data-${provider}-`) ? `data.${type}` : type;
    types.push(name);
    if (named.has(name)) attributes[name] = attributesOf(code);
  }
  types.sort();
  const sorted = Object.fromEntries(Object.entries(attributes).sort(([left], [right]) => (left < right ? -1 : 1)));
  const schema = {
    provider: cdktf.provider.name,
    version: cdktf.provider.version,
    types: types.join(" "),
    attributes: sorted,
  };
  writeFileSync(join(target, `${provider}.json`), `${JSON.stringify(schema, null, 2)}\n`);
  process.stdout.write(`${provider}: ${types.length} types, of which policies name ${Object.keys(sorted).length}\n`);
}

/** A folder's code; of a few resources the nested structures lie in files of their own. */
function readCode(folder) {
  const index = join(folder, "index.js");
  if (!existsSync(index)) return "";
  const structs = join(folder, "index-structs");
  const more = existsSync(structs) ? readdirSync(structs).filter((name) => /^structs\d+\.js$/.test(name)) : [];
  return [index, ...more.sort().map((name) => join(structs, name))]
    .map((file) => readFileSync(file, "utf8"))
    .join("\n");
}

/**
 * The attributes of a type in one text: names with spaces between, a nested block's in parentheses, `*` behind a map or anything
 * else that may have any key.
 */
function attributesOf(code) {
  const functions = new Map();
  for (const [, name, body] of code.matchAll(/^function (\w+)ToHclTerraform\(struct\) \{([\s\S]*?)^\}/gm)) {
    functions.set(name, body);
  }
  const main = /^ {4}synthesizeHclAttributes\(\) \{([\s\S]*?)^ {4}\}/m.exec(code)?.[1] ?? "";
  const ownClass =
    /^class (?:(?!^class )[\s\S])*?tfResourceType/m.exec(code.slice(code.lastIndexOf("\nclass ") + 1))?.[0] ?? "";
  const settable = readAttributes(main, functions, []);
  const computed = new Map();
  for (const [, name] of ownClass.matchAll(/this\.get\w+Attribute\(['"](\w+)['"]\)/g)) computed.set(name, "");
  for (const [, name] of ownClass.matchAll(/new [\w.]+\(this, ['"](\w+)['"]/g)) computed.set(name, "*");
  return print(new Map([...computed, ...settable]));
}

function readAttributes(body, functions, around) {
  const attributes = new Map();
  for (const [, name, value, type] of body.matchAll(
    /^ {8,12}(\w+): \{\n\s+value: (.*),\n\s+isBlock: \w+,\n\s+type: "(\w+)"/gm,
  )) {
    const nested = /(\w+)ToHclTerraform(?:\)|, |\()/.exec(value.replace(/(?:cdktf|struct)\.\w+/g, ""))?.[1];
    const inner = nested === undefined ? undefined : functions.get(nested);
    // A structure that holds itself goes on for ever.
    if (inner !== undefined && !around.includes(nested)) {
      attributes.set(name, `(${print(readAttributes(inner, functions, [...around, nested]))})`);
    } else
      attributes.set(
        name,
        inner !== undefined || nested !== undefined || /[Mm]ap$/.test(type) || type === "map" ? "*" : "",
      );
  }
  return attributes;
}

function print(attributes) {
  return [...attributes]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, nested]) => name + nested)
    .join(" ");
}
