// Runs the reviewer's GitHub Action against an API on this machine that behaves as GitHub's, three times, and writes what then
// stands in the pull request as Markdown: after the first run, after the second one (which must change nothing), and after somebody
// has answered a comment and a fix was pushed. `node examples/pr-bot/demonstrate.mjs [directory]`, after `npm run build`.
import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { rolldown } from "rolldown";
import { showConversation } from "./show-conversation.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../..");
const action = join(root, "actions/review/dist/index.mjs");
const target = process.argv[2] ?? join(here, "conversation");
const scratch = mkdtempSync(join(tmpdir(), "lintel-pr-bot-"));
process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));

/** The server is TypeScript; it is bundled to where Node finds what it imports. */
async function loadServer() {
  const bundled = join(root, "node_modules/.lintel/pr-bot");
  const source = join(root, "test/bot/github/server");
  const built = await rolldown({ input: join(source, "start-github.ts"), platform: "node", external: /^[^./]/ });
  await built.write({ file: join(bundled, "server.mjs"), format: "esm" });
  await built.close();
  cpSync(join(source, "openapi.json"), join(bundled, "openapi.json"));
  return import(pathToFileURL(join(bundled, "server.mjs")).href);
}

/** A repository whose commits have the same ids each time. */
class Repository {
  directory = join(scratch, "harbour");
  #minutes = 0;

  constructor() {
    mkdirSync(this.directory);
    cpSync(join(root, "examples/web-stack"), this.directory, { recursive: true });
    this.git("init", "-q", "-b", "main");
  }

  git(...args) {
    const date = `2030-01-01T12:${String(this.#minutes).padStart(2, "0")}:00Z`;
    const person = { NAME: "Ada", EMAIL: "ada@example.com", DATE: date };
    const names = ["AUTHOR", "COMMITTER"].flatMap((who) =>
      Object.entries(person).map(([what, value]) => [`GIT_${who}_${what}`, value]),
    );
    const env = { ...process.env, ...Object.fromEntries(names), GIT_CONFIG_GLOBAL: "/dev/null" };
    return execFileSync("git", args, { cwd: this.directory, encoding: "utf8", env }).trim();
  }

  /** Replaces text in files, which must be there, and commits. */
  commit(message, changes) {
    for (const [file, ...edits] of changes) {
      const path = join(this.directory, file);
      if (typeof edits[0] === "string") {
        writeFileSync(path, edits[0]);
        continue;
      }
      let text = readFileSync(path, "utf8");
      for (const [before, after] of edits) {
        if (!text.includes(before)) throw new Error(`${file} has no ${before}`);
        text = text.replace(before, after);
      }
      writeFileSync(path, text);
    }
    this.#minutes += 1;
    this.git("add", "-A");
    this.git("commit", "-q", "-m", message);
    return this.git("rev-parse", "HEAD");
  }
}

/** What `terraform show -json` says, as far as reviewers are told of it. */
function plan() {
  const database = {
    address: "module.database.aws_db_instance.this",
    mode: "managed",
    type: "aws_db_instance",
    name: "this",
    module_address: "module.database",
    provider_name: "registry.terraform.io/hashicorp/aws",
  };
  const bucket = {
    ...database,
    address: "aws_s3_bucket.logs",
    type: "aws_s3_bucket",
    name: "logs",
    module_address: undefined,
  };
  const change = (actions, before, after, more) => ({ actions, before, after, after_unknown: {}, ...more });
  return JSON.stringify({
    format_version: "1.2",
    terraform_version: "1.11.4",
    planned_values: { root_module: {} },
    configuration: { root_module: {} },
    resource_changes: [
      {
        ...database,
        change: change(
          ["delete", "create"],
          { identifier: "harbour" },
          { identifier: "harbour-prod" },
          {
            replace_paths: [["identifier"]],
          },
        ),
      },
      { ...bucket, change: change(["no-op"], { tags: { Team: "x" } }, { tags: { Team: "x" } }) },
    ],
    resource_drift: [{ ...bucket, change: change(["update"], { tags: {} }, { tags: { Team: "x" } }) }],
  });
}

const { startGitHub } = await loadServer();
const repository = new Repository();
const base = repository.commit("Harbour", [
  ["lintel.yaml", "version: 1\nbot:\n  blockOn: [critical, high]\n  mentionOwners: true\n"],
  ["CODEOWNERS", "/terraform/ @harbour/platform\n/kubernetes/ @harbour/delivery\n"],
]);
repository.git("checkout", "-q", "-b", "partner-reports");
repository.commit("Let the partner read our reports, and give the importer a disk", [
  [
    "terraform/terraform.tfvars",
    ["reports = { versioned = false }", "reports = { public = true, versioned = false }"],
    ['  "0.0.0.0/0",\n', ""],
  ],
  [
    "terraform/importer.tf",
    `resource "aws_ebs_volume" "importer" {
  availability_zone = "eu-west-1a"
  size              = 200
  encrypted         = false
  tags              = local.tags
}

resource "aws_sqs_queue" "imports" {
  name                    = "\${local.name}-imports"
  sqs_managed_sse_enabled = false # lintel:ignore aws-sqs-queue-unencrypted reason="Holds names of files only" until=2030-06-30 owner=ada
  tags                    = local.tags
}
`,
  ],
  ["kubernetes/web.yaml", ["runAsNonRoot: true", "runAsNonRoot: false"]],
]);
writeFileSync(join(scratch, "plan.json"), plan());

const server = await startGitHub();
const token = "a-token-of-nobody";
const hosted = server.state.addRepository({ owner: "harbour", name: "stack", directory: repository.directory });
const pull = server.state.addPullRequest(hosted, {
  number: 12,
  author: "ada",
  headRef: "partner-reports",
  title: "Let the partner read our reports",
});
server.state.addToken(token, "github-actions[bot]");

/** Runs the Action as a runner does, in a clone of the repository. */
async function review() {
  const head = repository.git("rev-parse", "partner-reports");
  const workspace = mkdtempSync(join(scratch, "workspace-"));
  execFileSync("git", ["clone", "-q", repository.directory, workspace]);
  cpSync(join(scratch, "plan.json"), join(workspace, "plan.json"));
  const side = (sha, ref) => ({ sha, ref, repo: { full_name: "harbour/stack" } });
  const event = { pull_request: { number: 12, head: side(head, "partner-reports"), base: side(base, "main") } };
  const eventFile = join(scratch, "event.json");
  writeFileSync(eventFile, JSON.stringify(event));
  const before = server.writes().length;
  const runner = spawn(process.execPath, [action], {
    cwd: workspace,
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      PATH: process.env.PATH,
      GITHUB_API_URL: server.url,
      GITHUB_EVENT_PATH: eventFile,
      GITHUB_REPOSITORY: "harbour/stack",
      GITHUB_WORKSPACE: workspace,
      INPUT_TOKEN: token,
      INPUT_PLAN: "plan.json",
    },
  });
  let log = "";
  runner.stdout.setEncoding("utf8").on("data", (text) => (log += text));
  const code = await new Promise((done) => runner.once("close", done));
  return { code, log, writes: server.writes().length - before };
}

mkdirSync(target, { recursive: true });
/** Writes what stands in the pull request. */
function show(name, title, { code, writes }) {
  const told = `The step ended with ${code}; it asked GitHub to change something ${writes === 0 ? "not once" : writes === 1 ? "once" : "several times"}.`;
  writeFileSync(join(target, name), showConversation({ title, told, pull, checks: hosted.checkRuns }));
}

show("1-first-run.md", "After the first run", await review());
show("2-second-run.md", "After a second run on the same commit", await review());

const [thread] = pull.threads.filter(({ path }) => path === "terraform/terraform.tfvars");
if (thread !== undefined) {
  server.state.answer(thread, "grace", "The partner reads them through CloudFront. Can we keep the bucket closed?");
}
repository.commit("Encrypt the disk, close the bucket again, and run as somebody", [
  ["terraform/importer.tf", ["encrypted         = false", "encrypted         = true"]],
  ["terraform/terraform.tfvars", ["public = true, versioned = false }\n}", "versioned = false }\n}"]],
  ["kubernetes/web.yaml", ["runAsNonRoot: false", "runAsNonRoot: true"]],
]);
show("3-fix-pushed.md", "After a fix was pushed", await review());
await server.close();
if (server.violations.length > 0) throw new Error(`GitHub's API was not kept to:\n${server.violations.join("\n")}`);
process.stdout.write(`The conversation is in ${target}.\n`);
