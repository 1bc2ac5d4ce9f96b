// Makes a clone ready to run: installs what the lockfile names, and builds what changed since the last time. Needs nothing
// but Node 20+ and npm. With `--quiet` it says nothing unless there is something to do; all it says goes to stderr, so
// that a report on stdout stays a report.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const pnpm = "pnpm@10.34.9";
const isQuiet = process.argv.includes("--quiet");

const packages = [
  "packages/core",
  "packages/reporters",
  "packages/opa",
  "packages/git",
  "packages/danger",
  "policies",
  "packages/bot",
  "packages/cli",
];
const buildInputs = [
  ...packages,
  "examples/ci",
  "actions",
  "tsconfig.base.json",
  "tsconfig.json",
  "pnpm-lock.yaml",
  "scripts/ready.mjs",
];

/** Runs a command, its output shown on stderr; ends this process with the same code when it fails. */
function run(command, args, { isOutputShown = !isQuiet } = {}) {
  const result = spawnSync(command, args, {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    maxBuffer: 1 << 28,
    env: { ...process.env, npm_config_loglevel: "error" },
  });
  const failed = result.status !== 0;
  if (isOutputShown || failed) {
    process.stderr.write(result.stdout ?? "");
    process.stderr.write(result.stderr ?? "");
  }
  if (failed) {
    const why = result.error === undefined ? `exit code ${result.status}` : result.error.message;
    process.stderr.write(`lintel: \`${command} ${args.join(" ")}\` failed: ${why}\n`);
    process.exit(result.status ?? 1);
  }
}

/** npm as a Node script where npm started us, so that no shell and no `npm.cmd` is involved. */
function npm(args, options) {
  const script = process.env.npm_execpath;
  if (script !== undefined && /npm-cli\.js$/.test(script)) run(process.execPath, [script, ...args], options);
  else run(process.platform === "win32" ? "npm.cmd" : "npm", args, options);
}

function hashOf(paths, describe) {
  const hash = createHash("sha256");
  for (const path of paths) hash.update(`${path}\0${describe(path)}\0`);
  return hash.digest("hex");
}

function filesBelow(path) {
  const absolute = join(root, path);
  if (!statSync(absolute).isDirectory()) return [path];
  return readdirSync(absolute, { withFileTypes: true })
    .filter((entry) => entry.name !== "node_modules" && entry.name !== "dist")
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesBelow(join(path, entry.name)) : [join(path, entry.name)]));
}

/** Does the work unless its outcome is in place and the stamp says that it was made from exactly these inputs. */
function once(stamp, key, isInPlace, what, work) {
  const file = join(root, "node_modules/.lintel", stamp);
  if (isInPlace && existsSync(file) && readFileSync(file, "utf8") === key) return;
  process.stderr.write(`lintel: ${what}\n`);
  work();
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, key);
}

function install() {
  const manifests = [
    "package.json",
    "pnpm-lock.yaml",
    "pnpm-workspace.yaml",
    ...packages.map((p) => `${p}/package.json`),
  ];
  const key = hashOf(manifests, (path) => readFileSync(join(root, path), "utf8"));
  once("installed", key, existsSync(join(root, "node_modules/typescript")), "installing dependencies", () => {
    npm([
      "exec",
      "--yes",
      `--package=${pnpm}`,
      "--",
      "pnpm",
      "install",
      "--frozen-lockfile",
      "--reporter=append-only",
      "--config.confirm-modules-purge=false",
    ]);
  });
}

function build() {
  const inputs = buildInputs.filter((path) => existsSync(join(root, path))).flatMap(filesBelow);
  const key = hashOf(inputs, (path) => {
    const { size, mtimeMs } = statSync(join(root, path));
    return `${size} ${mtimeMs}`;
  });
  const isBuilt = packages.every((path) => existsSync(join(root, path, "dist")));
  once("built", key, isBuilt, "building", () => {
    run(
      process.execPath,
      ["node_modules/typescript/bin/tsc", "-b", ...packages.filter((name) => name !== "packages/cli")],
      {
        isOutputShown: true,
      },
    );
    run(process.execPath, ["packages/reporters/build.mjs"], { isOutputShown: true });
    run(process.execPath, ["policies/build.mjs"], { isOutputShown: true });
    run(process.execPath, ["actions/review/build.mjs"], { isOutputShown: true });
    run(process.execPath, ["node_modules/typescript/bin/tsc", "-b", "packages/cli"], { isOutputShown: true });
    run(process.execPath, ["packages/cli/build.mjs"], { isOutputShown: true });
  });
}

install();
build();
