// `npm run bench`: speed and memory as ratios within one run, so that they mean the same on every machine. Every line
// says what is compared, the ratio, and the aim; a missed aim is marked, and makes the exit code 1 with `--strict`.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { writePlan } from "./plan.mjs";
import { change, writeModules, writeReviewed } from "./review.mjs";
import { resourcesPerModule, writeFan, writeStack } from "./stack.mjs";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const binary = join(root, "packages/cli/bin/lintel.js");
const scratch = mkdtempSync(join(tmpdir(), "lintel-bench-"));
process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));

const only = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
// `policy <id>` is one policy alone.
const alone = only[0] === "policy" ? (only[1] ?? "") : undefined;
const wants = (section) => alone === undefined && (only.length === 0 || only.includes(section));
let missed = 0;

/** Prints one comparison. `aim` is an upper bound, or a lower one with `atLeast`. */
function line(what, ratio, { aim, atLeast } = {}) {
  const isMissed = (aim !== undefined && ratio > aim) || (atLeast !== undefined && ratio < atLeast);
  if (isMissed) missed++;
  const target = aim !== undefined ? `aim: at most ${aim}` : atLeast !== undefined ? `aim: at least ${atLeast}` : "";
  console.log(`  ${what.padEnd(66)} ${ratio.toFixed(2).padStart(8)}  ${target}${isMissed ? "  MISSED" : ""}`);
}

const milliseconds = (work) => {
  const start = performance.now();
  work();
  return performance.now() - start;
};

/** The best of several runs: the one that the rest of the machine disturbed least. */
const best = (runs, work) => Math.min(...Array.from({ length: runs }, () => milliseconds(work)));

/** Runs Node on its own; returns the wall time, and the peak memory where the child reports it. */
function node(args, cwd = root) {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, {
    stdio: ["ignore", "ignore", "pipe"],
    encoding: "utf8",
    cwd,
  });
  const time = performance.now() - start;
  if (status !== 0 && status !== 1) throw new Error(`node ${args.join(" ")} ended with ${status}: ${stderr}`);
  const peak = /peak-kilobytes (\d+)/.exec(stderr)?.[1];
  return { time, peakBytes: peak === undefined ? undefined : Number(peak) * 1024 };
}

/**
 * Wall time of one command against another's, the two run in turn so that both meet the same disturbances; the median of
 * each.
 */
function processRatio(runs, args, baseline) {
  const times = [[], []];
  for (let run = 0; run < runs; run++) {
    times[0].push(node(args).time);
    times[1].push(node(baseline).time);
  }
  const [ours, theirs] = times.map((list) => list.sort((a, b) => a - b)[list.length >> 1]);
  return ours / theirs;
}

const ignore = () => undefined;

const filesBelow = (directory) =>
  readdirSync(directory, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".tf"))
    .sort()
    .map((name) => join(directory, name));

async function parsing() {
  console.log("\nParsing (the same files; each ratio is ours : theirs in megabytes a second)");
  const { decodeSource } = await import(`${root}/packages/core/dist/source/decode.js`);
  const { parseHcl } = await import(`${root}/packages/core/dist/hcl/parse.js`);
  const directory = join(scratch, "parsing");
  writeStack(directory, 130);
  const files = filesBelow(directory);
  const bytes = files.map((path) => readFileSync(path));
  const megabytes = bytes.reduce((sum, { length }) => sum + length, 0) / 1e6;
  const texts = bytes.map((content) => content.toString("utf8"));
  const ours = () => {
    for (const [index, content] of bytes.entries()) parseHcl(decodeSource(files[index], content, ignore), ignore);
  };
  const cold = megabytes / (milliseconds(ours) / 1000);
  const warm = megabytes / (best(30, ours) / 1000);
  const reading = megabytes / (best(10, () => files.forEach((path) => readFileSync(path))) / 1000);

  const { parse } = await import(`${root}/packages/core/node_modules/@cdktf/hcl2json/lib/index.js`).then(
    (module) => module.default ?? module,
  );
  const theirs = async () => {
    const start = performance.now();
    for (const [index, text] of texts.entries()) await parse(files[index], text);
    return megabytes / ((performance.now() - start) / 1000);
  };
  const theirCold = await theirs();
  const theirWarm = Math.max(await theirs(), await theirs(), await theirs());
  console.log(
    `  ${files.length} files, ${megabytes.toFixed(2)} MB; warm ${warm.toFixed(0)} MB/s, cold ${cold.toFixed(0)} MB/s, hcl2json warm ${theirWarm.toFixed(1)} MB/s`,
  );
  line("warm parse : warm hcl2json", warm / theirWarm, { atLeast: 50 });
  line("cold parse : cold hcl2json", cold / theirCold, { atLeast: 15 });
  line("warm parse : reading the files", warm / reading);
}

function wholeProcess() {
  console.log("\nA whole `lintel scan` process (each ratio is against `node -e 0`)");
  for (const [modules, aim] of [
    [32, 2.5],
    [131, 4],
  ]) {
    const directory = join(scratch, `process-${modules}`);
    const { files } = writeStack(directory, modules);
    const scan = [binary, "scan", "--format", "json", "--output", join(scratch, "report.json"), directory];
    line(`scan of ${files} files : node -e 0`, processRatio(15, scan, ["-e", "0"]), { aim });
  }
}

const report = `process.on("exit", () => process.stderr.write("peak-kilobytes " + process.resourceUsage().maxRSS + "\\n"));`;
/** Makes a process tell its peak memory. */
const preload = ["--import", `data:text/javascript,${encodeURIComponent(report)}`];

function linearity() {
  console.log("\nGrowth (1,000 to 10,000 resources) and memory");
  const measure = (modules) => {
    const directory = join(scratch, `growth-${modules}`);
    const { bytes } = writeStack(directory, modules);
    const args = [...preload, binary, "scan", "--format", "json", "--output", join(scratch, "report.json"), directory];
    const runs = Array.from({ length: 3 }, () => node(args));
    return {
      bytes,
      time: Math.min(...runs.map(({ time }) => time)),
      peak: Math.min(...runs.map(({ peakBytes }) => peakBytes)),
    };
  };
  const bare = Math.min(...Array.from({ length: 5 }, () => node([...preload, "-e", "0"]).peakBytes));
  const start = Math.min(...Array.from({ length: 5 }, () => node(["-e", "0"]).time));
  const small = measure(100);
  const large = measure(1000);
  console.log(
    `  10,000 resources in ${(large.bytes / 1e6).toFixed(1)} MB of HCL: ${large.time.toFixed(0)} ms, ${(large.peak / 1e6).toFixed(0)} MB at the peak`,
  );
  line("time for ten times the resources, start-up taken off : 10", (large.time - start) / (small.time - start) / 10, {
    aim: 1.2,
  });
  line("memory above bare Node : bytes of HCL", (large.peak - bare) / large.bytes, { aim: 30 });
}

/** The modules of the built core that these sections look into. */
async function core() {
  const load = (path) => import(`${root}/packages/core/dist/${path}.js`);
  return Object.assign(
    {},
    ...(await Promise.all(
      [
        "hcl/parse",
        "loaded-sources",
        "node",
        "policy/assemble",
        "policy/evaluate",
        "policy/load",
        "source/decode",
        "terraform/instances/evaluate-configuration",
        "terraform/load",
      ].map(load),
    )),
  );
}

/** The time to parse the files below a directory once they are read, best of several. */
function parseTime({ decodeSource, parseHcl }, directory) {
  const bytes = filesBelow(directory).map((path) => [path, readFileSync(path)]);
  return best(5, () => {
    for (const [path, content] of bytes) parseHcl(decodeSource(path, content, ignore), ignore);
  });
}

/** Runs work several times, each on what `prepare` makes anew; the best time. */
async function bestOf(runs, prepare, work) {
  const times = [];
  for (let run = 0; run < runs; run++) {
    const input = await prepare();
    const start = performance.now();
    await work(input);
    times.push(performance.now() - start);
  }
  return Math.min(...times);
}

async function evaluation() {
  console.log("\nEvaluating every value of a configuration (1,000 module instances, 10,000 resource instances)");
  const modules = await core();
  const { createNodeHost, evaluateConfiguration, findSources, loadConfigurations, loadTerraform } = modules;
  const measure = async (directory, write) => {
    write(directory, 1000);
    const host = createNodeHost(directory);
    const prepare = async () => {
      const sources = await findSources({ host, paths: [""] });
      await loadConfigurations(sources, {}, { variables: [], workspace: "default" });
      return sources.files;
    };
    let count = 0;
    const time = await bestOf(3, prepare, (files) => {
      const paths = filesBelow(directory).map((path) => path.slice(directory.length + 1));
      const { roots } = loadTerraform({
        host,
        files: new Map(paths.map((path) => [path, files.hcl(path)])),
        parseFile: files.hcl,
        inputs: [],
        environment: new Map(),
        workspace: "default",
        report: ignore,
      });
      count = roots.reduce((sum, each) => sum + evaluateConfiguration(each).resources.size, 0);
    });
    if (count !== 1000 * resourcesPerModule) throw new Error(`${count} resource instances were evaluated.`);
    return time;
  };
  const own = join(scratch, "evaluate");
  const time = await measure(own, writeStack);
  const parsed = parseTime(modules, own);
  const fan = await measure(join(scratch, "fan"), writeFan);
  console.log(
    `  parsing ${parsed.toFixed(0)} ms, evaluating ${time.toFixed(0)} ms, one module 1,000 times ${fan.toFixed(0)} ms`,
  );
  line("evaluating everything : parsing the same", time / parsed);
  line("1,000 instances of one module : of 1,000 modules", fan / time, { aim: 1.2 });
}

const manyPolicies = 1000;

/** So many policies: the shipped ones, and as many copies of them under other ids as it takes. */
async function policiesOf(shipped, count) {
  const all = await shipped.policies.load(new Set(shipped.policies.entries.map(({ id }) => id)));
  return Array.from({ length: count }, (_, index) => {
    const policy = all[index % all.length];
    const copy = Math.floor(index / all.length);
    return copy === 0 ? policy : { ...policy, id: `${policy.id}-${copy}` };
  });
}

/** What the policies of a folder take on their own, and together with the evaluation of what they read. */
async function timePolicies(modules, directory, options) {
  const { createNodeHost, evaluatePolicies, FindingCollector, loadPolicies, loadSources } = modules;
  let count = 0;
  let verdicts = 0;
  const compile = async (graph) => ({ graph, ...(await loadPolicies(graph, { ...options, preset: "all" }, ignore)) });
  const run = ({ graph, of }) => {
    count = of(graph.nodes[0]).length;
    verdicts = 0;
    evaluatePolicies(graph, of, { onVerdict: () => verdicts++, onPass: () => verdicts++ }, ignore);
  };
  const load = async () => (await loadSources({ host: createNodeHost(directory), paths: [""] })).graph;
  const total = await bestOf(3, async () => compile(await load()), run);
  const graph = await load();
  run(await compile(graph));
  const own = await bestOf(5, () => compile(graph), run);
  const collected = await bestOf(
    3,
    async () => compile(await load()),
    ({ graph: fresh, of }) => {
      const { onVerdict, onPass } = new FindingCollector(() => true, false, { forFile: () => undefined });
      evaluatePolicies(fresh, of, { onVerdict, onPass }, ignore);
    },
  );
  return { count, verdicts, total, own, collected };
}

async function policies() {
  console.log("\nPolicies over 10,000 resources");
  const modules = await core();
  const shipped = await import(`${root}/policies/dist/index.js`);
  const directory = join(scratch, "policies");
  writeStack(directory, 1000);
  const parsed = parseTime(modules, directory);
  const few = await timePolicies(modules, directory, { policies: [shipped.policies] });
  const many = await timePolicies(modules, directory, { policies: await policiesOf(shipped, manyPolicies) });
  const ms = (time) => `${time.toFixed(0)} ms`;
  console.log(`  parsing ${ms(parsed)}`);
  for (const [name, { count, verdicts, total, own, collected }] of [
    ["the shipped policies", few],
    [`${manyPolicies} policies`, many],
  ]) {
    console.log(
      `  ${name}: ${count} of them have something to judge, ${verdicts} verdicts; ${ms(own)} where what they read is evaluated, ${ms(total)} with the evaluation, ${ms(collected)} with that and the findings`,
    );
  }
  line("the shipped policies : parsing", few.own / parsed, { aim: 1 });
  line("the shipped policies and the evaluation of what they read : parsing", few.total / parsed);
  line("1,000 policies : parsing", many.own / parsed, { aim: 1 });
  line("1,000 policies and the evaluation of what they read : parsing", many.total / parsed);
  line(
    "twice the policies, of which as many have nothing to judge : once",
    await idleRatio(modules, directory, shipped),
    {
      aim: 1.1,
    },
  );
}

/** What policies cost whose node types do not occur. */
async function idleRatio(modules, directory, shipped) {
  const all = await policiesOf(shipped, shipped.policies.entries.length);
  const idle = all.map((policy) => ({
    ...policy,
    id: `${policy.id}-idle`,
    cases: policy.cases.map((each) => ({
      ...each,
      match: each.match.map((type) => `absent_${type.replace(/[*!?]/g, "")}`),
    })),
  }));
  const { own } = await timePolicies(modules, directory, { policies: all });
  const { own: withIdle } = await timePolicies(modules, directory, { policies: [...all, ...idle] });
  return withIdle / own;
}

/** One policy alone, over whatever the stack has for it: `npm run bench policy <id>`. */
async function onePolicy(id) {
  console.log(`\nThe policy ${id} over 10,000 resources`);
  const modules = await core();
  const shipped = await import(`${root}/policies/dist/index.js`);
  const entry = shipped.policies.entries.find(({ id: known, aliases }) => known === id || aliases.includes(id));
  if (entry === undefined) throw new Error(`There is no policy “${id}”.`);
  const directory = join(scratch, "policy");
  writeStack(directory, 1000);
  const parsed = parseTime(modules, directory);
  const { count, verdicts, total, own } = await timePolicies(modules, directory, {
    policies: [shipped.policies],
    policy: [id],
  });
  if (count === 0) {
    console.log(`  The stack has nothing for it: it is about ${entry.match.join(", ")}.`);
    return;
  }
  const each = (own * 1000) / Math.max(1, verdicts);
  console.log(
    `  ${verdicts} verdicts in ${own.toFixed(2)} ms where what it reads is evaluated, ${each.toFixed(2)} µs each; ${total.toFixed(0)} ms with the evaluation`,
  );
  line("the policy : parsing", own / parsed);
  line("the policy and the evaluation of what it reads : parsing", total / parsed);
}

function plans() {
  console.log("\nA plan of 50 MB as JSON (each time without that of `node -e 0`)");
  const path = join(scratch, "plan.json");
  const { bytes, resources } = writePlan(path, 50e6);
  const parse = `JSON.parse(require("node:fs").readFileSync(${JSON.stringify(path)}, "utf8"))`;
  const scan = [...preload, binary, "scan", "--format", "json", "--output", join(scratch, "report.json"), path];
  const runs = (args) => Array.from({ length: 3 }, () => node(args));
  const fastest = (args) => Math.min(...runs(args).map(({ time }) => time));
  const ours = runs(scan);
  const time = Math.min(...ours.map((run) => run.time));
  const peak = Math.min(...ours.map(({ peakBytes }) => peakBytes));
  const start = fastest(["-e", "0"]);
  console.log(
    `  ${resources} resources in ${(bytes / 1e6).toFixed(0)} MB: ${time.toFixed(0)} ms, ${(peak / 1e6).toFixed(0)} MB at the peak`,
  );
  line("scan of the plan : JSON.parse of it", (time - start) / (fastest(["-e", parse]) - start), { aim: 3 });
  line("memory at the peak : bytes of the plan", peak / bytes);
}

/** Strict policies that would find something in each of so many resources that there are more findings than are wanted. */
const left = [
  "aws-s3-bucket-logging-missing",
  "aws-s3-bucket-tls-not-enforced",
  "aws-s3-bucket-customer-key-missing",
  "aws-database-deletion-protection-off",
  "terraform-module-provider-version-missing",
  "terraform-variable-description-missing",
];

/** What a team adds to a repository: configurations, one of them in each tenth module, and a comment in each module. */
function addSuppressions(directory) {
  const overrides = Array.from(
    { length: 20 },
    (_, index) => `  - paths: ["modules/*${index}/**"]\n    policies: { aws-database-public: { severity: low } }\n`,
  );
  const suppress = Array.from(
    { length: 20 },
    (_, index) => `  - { policy: aws-instance-imds-v1, address: 'module.*_${index}.**', reason: "Replaced soon" }\n`,
  );
  writeFileSync(
    join(directory, "lintel.yaml"),
    `version: 1\nexclude: ["**/examples/**"]\noverrides:\n${overrides.join("")}suppress:\n${suppress.join("")}`,
  );
  const modules = filesBelow(directory).filter((path) => path.endsWith("main.tf") && dirname(path) !== directory);
  for (const [index, path] of modules.entries()) {
    const text = readFileSync(path, "utf8");
    const comment = `# lintel:ignore aws-s3-bucket-versioning-disabled reason="Made anew each night"\n`;
    writeFileSync(
      path,
      text.replace('resource "aws_s3_bucket" "logs"', (header) => comment + header),
    );
    if (index % 10 !== 0) continue;
    writeFileSync(join(dirname(path), "lintel.yaml"), "version: 1\npolicies: { aws-s3-bucket-key-disabled: info }\n");
  }
}

function suppressing() {
  console.log("\nConfiguration, suppressions and baseline (10,000 resources)");
  const options = ["--preset", "all", "--skip-policy", left.join(",")];
  const [bare, team] = ["bare", "team"].map((name) => {
    const directory = join(scratch, name);
    writeStack(directory, 1000);
    return directory;
  });
  addSuppressions(team);
  const reportOf = (name) => join(scratch, `${name}.json`);
  const scan = (name, directory, more = []) => [
    ...[binary, "scan", directory, "--format", "json", "--output", reportOf(name)],
    ...[...options, ...more],
  ];
  const baseline = join(team, ".lintel-baseline.json");
  node([binary, "baseline", "create", team, "--output", baseline, ...options]);
  const ratio = processRatio(7, scan("team", team, ["--baseline", baseline]), scan("bare", bare));
  const [without, withAll] = ["bare", "team"].map((name) => JSON.parse(readFileSync(reportOf(name), "utf8")).summary);
  console.log(`  ${without.failed} findings without, ${withAll.failed} with them, ${withAll.suppressed} suppressed`);
  line("scan with all three : scan without", ratio, { aim: 1.1 });
}

/** What the reporters take for a scan, all together. */
async function reporting() {
  console.log("\nReporters (10,000 resources)");
  const { loadReporter, reporterNames } = await import(join(root, "packages/reporters/dist/index.js"));
  const directory = join(scratch, "reported");
  writeStack(directory, 1000);
  const report = join(scratch, "reported.json");
  const options = ["--preset", "all", "--skip-policy", left.join(","), "--format", "json", "--output", report];
  const scan = Math.min(...Array.from({ length: 3 }, () => node([binary, "scan", directory, ...options]).time));
  const result = JSON.parse(readFileSync(report, "utf8"));
  console.log(`  ${result.findings.length} findings`);
  let all = 0;
  for (const name of reporterNames) {
    const reporter = await loadReporter(name);
    const time = best(5, () => reporter(result));
    all += time;
    if (time > scan / 20) line(`${name} : scan`, time / scan);
  }
  line(`all ${reporterNames.length} reporters : scan`, all / scan, { aim: 0.1 });
}

/** A session opens with a full scan, and then judges again what a change can affect. */
async function updating() {
  console.log("\nA session and its change of ten files among 1,000 modules (in one process)");
  const { openSession, scan } = await import(join(root, "packages/core/dist/index.js"));
  const { createNodeHost } = await import(join(root, "packages/core/dist/node.js"));
  const { policies: shipped } = await import(join(root, "policies/dist/index.js"));
  for (const [roots, aim] of [
    [100, { aim: 1.3 }],
    [1, {}],
  ]) {
    const directory = join(scratch, `session-${roots}`);
    const files = writeModules(directory, roots);
    const options = () => ({ host: createNodeHost(directory), paths: [""], policies: shipped });
    const paths = files.map((file) => file.slice(directory.length + 1));
    const times = { full: [], open: [], update: [] };
    const measure = async (list, work) => {
      const start = performance.now();
      const outcome = await work();
      list.push(performance.now() - start);
      return outcome;
    };
    for (let run = 0; run < 5; run++) {
      await measure(times.full, () => scan(options()));
      const session = await measure(times.open, () => openSession(options()));
      change(files, run % 2 === 0 ? "false && true" : "true");
      await measure(times.update, () => session.update(paths, createNodeHost(directory)));
      if (JSON.stringify(session.scan.result) !== JSON.stringify(await scan(options())))
        throw new Error("A session is not what a full scan is.");
    }
    const [full, open, update] = [times.full, times.open, times.update].map((list) => Math.min(...list));
    const where = roots === 1 ? "one root" : `${roots} roots`;
    line(`${files.length} files in ${where}, scan and update : scan`, (open + update) / full, aim);
  }
}

/** A review scans one side whole, and of the other what the change can affect. */
function reviewing() {
  console.log("\nReview of a change of ten files among 1,000 modules");
  for (const [roots, aim] of [
    [100, { aim: 1.3 }],
    [1, {}],
  ]) {
    const directory = join(scratch, `reviewed-${roots}`);
    mkdirSync(directory);
    const files = writeReviewed(directory, roots);
    const output = (name) => ["--format", "json", "--output", join(scratch, name)];
    const run = (args) => node([binary, ...args], directory);
    const scans = Array.from({ length: 5 }, () => run(["scan", ".", ...output("scan.json")]).time);
    const reviews = Array.from({ length: 5 }, () => run(["review", ...output("review.json")]).time);
    line(
      `${files} files in ${roots === 1 ? "one root" : `${roots} roots`}, review : scan`,
      Math.min(...reviews) / Math.min(...scans),
      aim,
    );
  }
}

if (wants("parse")) await parsing();
if (wants("process")) wholeProcess();
if (wants("growth")) linearity();
if (wants("evaluate")) await evaluation();
if (wants("policies")) await policies();
if (wants("plan")) plans();
if (wants("suppressions")) suppressing();
if (wants("reporters")) await reporting();
if (wants("session")) await updating();
if (wants("review")) reviewing();
if (alone !== undefined) await onePolicy(alone);
console.log(missed === 0 ? "\nEvery aim was met." : `\n${missed} aims were missed.`);
// hcl2json keeps a Go runtime alive, so the process would not end by itself.
process.exit(missed > 0 && process.argv.includes("--strict") ? 1 : 0);
