// Bundles the binary: one chunk with everything that each scan needs, and chunks of their own for what only some runs need
// (a format, hcl2json, a provider's policies, a user's own policies). Loading a hundred small modules would take longer than
// scanning a hundred files. Then scans an example and keeps the code that V8 compiled on the way.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const directory = dirname(fileURLToPath(import.meta.url));
const target = join(directory, "dist/bundle");
const example = join(directory, "../../examples/web-stack");

async function bundle(input, name, format = "cjs") {
  const { rolldown } = await import("rolldown");
  const built = await rolldown({
    input: { [name]: join(directory, input) },
    platform: "node",
    // HashiCorp's parser brings a WebAssembly file that it looks for beside itself.
    external: [/^node:/, "@cdktf/hcl2json"],
    // What jsonc-parser offers to require looks for its own files at run time.
    resolve: { mainFields: ["module", "main"] },
    treeshake: { moduleSideEffects: false },
    onLog: (level, log, report) => {
      if (log.code !== "INEFFECTIVE_DYNAMIC_IMPORT") report(level, log);
    },
  });
  await built.write({
    dir: target,
    format,
    entryFileNames: format === "cjs" ? "[name].cjs" : "[name].js",
    chunkFileNames: "[name]-[hash].cjs",
    ...(format === "cjs" ? { dynamicImportInCjs: false } : {}),
    minify: true,
  });
  await built.close();
}

/** Writes what is not ASCII as escapes: V8 then keeps one byte a character, and reading takes no decoding. */
function escapeChunks() {
  for (const name of readdirSync(target)) {
    if (!name.endsWith(".cjs")) continue;
    const file = join(target, name);
    const text = readFileSync(file, "utf8");
    if (/(?<!\\)(?:\\\\)*\\[^\0-\x7f]/.test(text))
      throw new Error(`A backslash in ${name} would change what an escape behind it means.`);
    const escape = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
    writeFileSync(file, text.replace(/[^\0-\x7f]/g, escape));
  }
}

/** What `lintel explain` shows of each policy: of its fixture, something that fails and something that passes, each by itself. */
async function writeExamples() {
  const [{ findPolicies, readFixture }, { policies }, { examplesOf }] = await Promise.all([
    import("../../policies/policy-files.mjs"),
    import("@lintel/policies"),
    import("@lintel/core"),
  ]);
  const loaded = await policies.load(new Set(policies.entries.map(({ id }) => id)));
  const fixtures = new Map(findPolicies().map((file) => [file.id, readFixture(file)]));
  const examples = {};
  for (const policy of loaded) {
    const { failing, passing } = await examplesOf(policy, fixtures.get(policy.id) ?? {}, () => "");
    examples[policy.id] = { fail: failing?.files, pass: passing?.files };
  }
  writeFileSync(join(target, "examples.json"), JSON.stringify(examples));
}

/** The pipelines that `lintel init` writes, by their place in `examples/ci`. */
function writePipelines() {
  const directory = join(example, "../ci");
  if (!existsSync(directory)) return;
  const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const texts = files.map(({ parentPath, name }) => {
    const file = join(parentPath, name);
    return [relative(directory, file).replaceAll("\\", "/"), readFileSync(file, "utf8")];
  });
  texts.sort(([one], [other]) => (one < other ? -1 : 1));
  writeFileSync(join(target, "pipelines.json"), JSON.stringify(Object.fromEntries(texts)));
}

/** Runs a scan as the binary does, in this process, and writes the code of every chunk that it took. */
async function recordCompiledCode() {
  const { loadBundle, compiledExtension } = createRequire(import.meta.url)(join(target, "load.cjs"));
  const scripts = new Map();
  const { run } = loadBundle(target, (file, script) => scripts.set(file, script));
  const scratch = mkdtempSync(join(tmpdir(), "lintel-build-"));
  const outputs = ["text", "json", "sarif"].flatMap((format) => [
    "--format",
    format,
    "--output",
    join(scratch, format),
  ]);
  if ((await run(["scan", example, ...outputs])) > 1) throw new Error("The example could not be scanned.");
  rmSync(scratch, { recursive: true });
  for (const [file, script] of scripts) writeFileSync(`${file}${compiledExtension}`, script.createCachedData());
}

if (process.argv.includes("--record")) {
  await recordCompiledCode();
  process.exit(0);
}
rmSync(target, { recursive: true, force: true });
await bundle("src/bundle-loader.ts", "load");
await bundle("src/main.ts", "main");
// The thread that policies in Rego run in is a program of its own, which @lintel/opa looks for beside itself.
await bundle("../opa/dist/evaluate/rego-worker.js", "rego-worker", "esm");
escapeChunks();
await writeExamples();
writePipelines();
// What policies are linted by; under a licence of its own, which lies beside it.
cpSync(join(directory, "../../policies/schemas"), join(target, "schemas"), { recursive: true });
if (existsSync(example)) {
  // In a process of its own, which has compiled nothing but the bundle.
  const { status } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), "--record"], { stdio: "inherit" });
  if (status !== 0) process.exit(1);
}
