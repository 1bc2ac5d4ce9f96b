// Asks the real `terraform` what a configuration means: every resource instance it would make, with what it would set.
// Works on a copy, in which what only the world could answer is made unknown: data sources wait for a resource, and
// variables that nobody set get a value that only apply would know.
import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { serveProvider } from "./fake-provider.mjs";
import { inferShapes } from "./shapes.mjs";

const configurationFile = /\.tf$/;
const anyUnknown = "jsondecode(uuid())";

const attributeOf = (body, name) => body.items.find((item) => item.kind === "attribute" && item.name === name);
const literal = (attribute) => (attribute?.expression.kind === "string" ? attribute.expression.value : undefined);

/** Thrown when a configuration lies outside what the oracle can plan; the message says why. */
export class NotPlannable extends Error {}

function readModules(directory, parseFile) {
  const modules = new Map();
  const visit = (path) => {
    if (modules.has(path)) return;
    if (!existsSync(path)) throw new NotPlannable(`no module at ${path}`);
    const files = readdirSync(path)
      .filter((name) => configurationFile.test(name))
      .map((name) => join(path, name));
    const trees = files.map((file) => ({ file, text: readFileSync(file, "utf8"), tree: parseFile(file) }));
    modules.set(path, trees);
    for (const { tree } of trees) {
      for (const block of tree.body.items) {
        if (block.kind !== "block" || block.type !== "module") continue;
        const source = literal(attributeOf(block.body, "source"));
        if (source === undefined || !/^\.\.?\//.test(source)) throw new NotPlannable(`module source ${source}`);
        visit(normalize(join(path, source)));
      }
    }
  };
  visit(normalize(directory));
  return modules;
}

/** Provider addresses by local name: what `required_providers` says, HashiCorp's own otherwise. */
function providerSources(bodies, shapes) {
  const sources = new Map();
  for (const body of bodies) {
    for (const block of body.items) {
      if (block.kind !== "block" || block.type !== "terraform") continue;
      for (const inner of block.body.items) {
        if (inner.kind !== "block" || inner.type !== "required_providers") continue;
        for (const { name, expression } of inner.body.items) {
          const item = expression.kind === "object" && expression.items.find((entry) => entry.key.name === "source");
          sources.set(name, item && item.value.kind === "string" ? item.value.value : `hashicorp/${name}`);
        }
      }
    }
  }
  const types = [...shapes.resources.keys(), ...shapes.data.keys()];
  for (const name of [...types.map((type) => type.split("_")[0]), ...shapes.providers.keys()]) {
    if (!sources.has(name)) sources.set(name, `hashicorp/${name}`);
  }
  sources.delete("terraform");
  return sources;
}

/** Makes every data source wait for a resource that is still to be created. */
function deferData(trees) {
  for (const { file, text, tree } of trees) {
    const data = tree.body.items.filter((item) => item.kind === "block" && item.type === "data");
    const waiting = data.filter(({ body }) => attributeOf(body, "depends_on") === undefined);
    let changed = text;
    for (const block of waiting.sort((a, b) => b.start - a.start)) {
      const open = changed.indexOf("{", block.headerEnd) + 1;
      changed = `${changed.slice(0, open)}\n  depends_on = [terraform_data.lintel_not_yet]\n${changed.slice(open)}`;
    }
    if (changed !== text) writeFileSync(file, changed);
  }
  const hasData = trees.some(({ tree }) =>
    tree.body.items.some((item) => item.kind === "block" && item.type === "data"),
  );
  if (hasData)
    writeFileSync(join(dirname(trees[0].file), "lintel_not_yet.tf"), 'resource "terraform_data" "lintel_not_yet" {}\n');
}

/** The names of variables without a default. */
const unsetVariables = (trees) =>
  trees
    .flatMap(({ tree }) => tree.body.items)
    .filter(
      (item) => item.kind === "block" && item.type === "variable" && attributeOf(item.body, "default") === undefined,
    )
    .map((block) => block.labels[0].value);

const removeBlocks = (trees, isRemoved) => {
  for (const { file, tree } of trees) {
    let text = readFileSync(file, "utf8");
    const inner = tree.body.items.flatMap((item) =>
      item.kind === "block" && item.type === "terraform" ? item.body.items : [],
    );
    for (const block of inner
      .filter((item) => item.kind === "block" && isRemoved(item))
      .sort((a, b) => b.start - a.start)) {
      text = text.slice(0, block.start) + text.slice(block.end);
    }
    writeFileSync(file, text);
  }
};

const terraform = (directory, environment, args) =>
  new Promise((resolve) => {
    execFile(
      "terraform",
      args,
      { cwd: directory, env: { ...process.env, ...environment }, maxBuffer: 1 << 30 },
      (error, stdout, stderr) => resolve({ code: error === null ? 0 : (error.code ?? 1), stdout, stderr }),
    );
  });

/** Every resource of a plan's `resource_changes`, by address. */
const changesOf = (plan, prefix) =>
  new Map(
    (plan.resource_changes ?? [])
      .filter(({ address }) => !address.endsWith("terraform_data.lintel_not_yet"))
      .map((change) => [
        change.address.slice(prefix.length),
        { after: change.change.after, unknown: change.change.after_unknown },
      ]),
  );

/**
 * Plans the root module in `directory`, which lies in `repository`, with everything of it copied to `scratch`.
 *
 * @param parseFile - takes a path, returns the syntax tree
 * @returns `{ resources: Map<address, { after, unknown }>, errors: string[] }`
 * @throws NotPlannable where the configuration needs what cannot be had here
 */
export async function planConfiguration(repository, directory, scratch, parseFile) {
  rmSync(scratch, { recursive: true, force: true });
  cpSync(repository, join(scratch, "copy"), {
    recursive: true,
    filter: (path) => !/\/\.git(\/|$)|\/\.terraform(\/|$)/.test(path),
  });
  let root = join(scratch, "copy", relative(repository, directory));
  let modules = readModules(root, parseFile);
  const bodies = [...modules.values()].flatMap((trees) => trees.map(({ tree }) => tree.body));
  const shapes = inferShapes(bodies);
  const unset = unsetVariables(modules.get(normalize(root)));
  for (const trees of modules.values()) deferData(trees);
  modules = readModules(root, parseFile);
  for (const trees of modules.values()) {
    removeBlocks(trees, (block) => ["backend", "cloud", "provider_meta"].includes(block.type));
  }
  let prefix = "";
  if (unset.length > 0) {
    const wrapper = join(scratch, "copy", "lintel-wrapper");
    mkdirSync(wrapper);
    const args = unset.map((name) => `  ${name} = ${anyUnknown}\n`).join("");
    writeFileSync(
      join(wrapper, "main.tf"),
      `module "m" {\n  source = "../${relative(join(scratch, "copy"), root) || "."}"\n${args}}\n`,
    );
    root = wrapper;
    prefix = "module.m.";
  }

  const servers = [];
  const reattach = {};
  for (const [name, source] of providerSources(bodies, shapes)) {
    const own = (map) => new Map([...map].filter(([type]) => type === name || type.startsWith(`${name}_`)));
    const provider = shapes.providers.get(name) ?? { attributes: new Set(), blocks: new Map(), lists: new Set() };
    const server = await serveProvider(
      { provider, resources: own(shapes.resources), data: own(shapes.data) },
      join(scratch, `${name}.sock`),
    );
    servers.push(server);
    reattach[source.split("/").length === 2 ? `registry.terraform.io/${source}` : source] = server.reattach;
  }
  writeFileSync(join(scratch, "cli.tfrc"), "disable_checkpoint = true\n");
  const environment = {
    TF_CLI_CONFIG_FILE: join(scratch, "cli.tfrc"),
    CHECKPOINT_DISABLE: "1",
    TF_REATTACH_PROVIDERS: JSON.stringify(reattach),
  };
  try {
    const init = await terraform(root, environment, ["init", "-no-color", "-input=false"]);
    if (init.code !== 0) throw new NotPlannable(`terraform init: ${init.stderr.slice(0, 2000)}`);
    const plan = await terraform(root, environment, [
      "plan",
      "-no-color",
      "-input=false",
      "-refresh=false",
      "-out=lintel.plan",
    ]);
    if (plan.code !== 0) throw new NotPlannable(`terraform plan: ${plan.stderr.slice(0, 2000)}`);
    const shown = await terraform(root, environment, ["show", "-json", "lintel.plan"]);
    return { resources: changesOf(JSON.parse(shown.stdout), prefix), prefix };
  } finally {
    for (const server of servers) server.stop();
  }
}
