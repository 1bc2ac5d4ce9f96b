import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { directoryWith, lintel, openSecurityGroup, privilegedPod } from "./binary.js";

const secret = "correct-horse-battery-staple";

/** A repository, and beside it files that are none of its business but that it tries to reach in every way there is. */
function repositoryWithNeighbour(): { readonly repository: string; readonly outside: string } {
  const parent = directoryWith({
    "outside/secret.txt": secret,
    "outside/values.tfvars": `value = "${secret}"\n`,
    "outside/module/main.tf": `output "value" {\n  value = "${secret}"\n}\n`,
    "outside/main.tf": openSecurityGroup.replace('"web"', `"${secret}"`),
    "outside/pod.yaml": privilegedPod.replace("name: shell", `name: ${secret}`),
  });
  const repository = join(parent, "repository");
  const outside = join(parent, "outside");
  mkdirSync(join(repository, ".git"), { recursive: true });
  writeFileSync(
    join(repository, "main.tf"),
    [
      openSecurityGroup,
      'module "outside" {\n  source = "../outside/module"\n}',
      'module "linked" {\n  source = "./module-link"\n}',
      'resource "aws_s3_bucket" "b" {',
      '  bucket = file("../outside/secret.txt")',
      '  a      = file("${path.module}/../outside/secret.txt")',
      `  b      = file("${outside}/secret.txt")`,
      '  c      = file("link.txt")',
      '  d      = file("directory/secret.txt")',
      '  e      = templatefile("../outside/secret.txt", {})',
      '  f      = fileset("..", "**/*.txt")',
      '  g      = fileexists("../outside/secret.txt")',
      '  h      = filesha256("../outside/secret.txt")',
      '  i      = file("~/.profile")',
      "  j      = module.outside.value",
      "  k      = module.linked.value",
      "}",
      "",
    ].join("\n"),
  );
  symlinkSync("../outside/secret.txt", join(repository, "link.txt"));
  symlinkSync("../outside/main.tf", join(repository, "link.tf"));
  symlinkSync("../outside/pod.yaml", join(repository, "link.yaml"));
  symlinkSync("../outside/values.tfvars", join(repository, "terraform.tfvars"));
  symlinkSync("../outside", join(repository, "directory"));
  symlinkSync("../outside/module", join(repository, "module-link"));
  return { repository, outside };
}

const args = ["scan", ".", "--format", "json", "--preset", "all", "--include-passed"];

const canTrace = spawnSync("strace", ["-o", "/dev/null", process.execPath, "-e", "0"]).status === 0;
const isRequired = process.env["CI"] !== undefined && process.env["CI"] !== "";
if (!canTrace) console.warn("strace does not run here: system calls of a scan are not watched.");

/** Makes everything that reaches out of the process throw. */
const guard = `
  import childProcess from "node:child_process";
  import cluster from "node:cluster";
  import dgram from "node:dgram";
  import dns from "node:dns";
  import net from "node:net";
  import { syncBuiltinESMExports } from "node:module";
  const forbid = (object, names) => {
    for (const name of names) object[name] = () => { process._rawDebug("FORBIDDEN " + name); process.exit(99); };
  };
  forbid(childProcess, ["exec", "execFile", "execFileSync", "execSync", "fork", "spawn", "spawnSync"]);
  forbid(childProcess.ChildProcess.prototype, ["spawn"]);
  forbid(cluster, ["fork"]);
  forbid(dgram, ["createSocket"]);
  forbid(dns, ["lookup", "resolve", "resolve4", "resolve6"]);
  forbid(dns.promises, ["lookup", "resolve", "resolve4", "resolve6"]);
  forbid(net, ["connect", "createConnection", "createServer"]);
  forbid(net.Socket.prototype, ["connect"]);
  forbid(net.Server.prototype, ["listen"]);
  forbid(globalThis, ["fetch", "WebSocket"]);
  syncBuiltinESMExports();
`;

describe("a scan keeps to itself", () => {
  it("and shows nothing of what lies outside the scan root", () => {
    const { repository } = repositoryWithNeighbour();
    for (const format of ["json", "text", "sarif"]) {
      const { stdout, stderr, code } = lintel(repository, [
        "scan",
        ".",
        "--preset",
        "all",
        "--include-passed",
        "--format",
        format,
      ]);
      expect(stdout + stderr).not.toContain(secret);
      expect([1, 2]).toContain(code);
    }
  });

  it("and says what it did not read", () => {
    const { repository } = repositoryWithNeighbour();
    const { diagnostics, findings } = JSON.parse(lintel(repository, args).stdout) as {
      diagnostics: { message: string }[];
      findings: { location: { file: string } }[];
    };
    expect(diagnostics.length).toBeGreaterThan(0);
    expect(findings.some(({ location }) => location.file === "main.tf")).toBe(true);
  });

  it("without a socket or a process, as far as Node can tell", () => {
    const { repository } = repositoryWithNeighbour();
    const preload = ["--import", `data:text/javascript,${encodeURIComponent(guard)}`];
    // The broken file calls on hcl2json, too.
    writeFileSync(join(repository, "broken.tf"), "resource {{{\n");
    const guarded = lintel(repository, args, { node: preload });
    expect(guarded.stderr).toBe("");
    expect(guarded).toEqual(lintel(repository, args));
  });

  it.runIf(canTrace || isRequired)("without a socket, a process or an open file outside, as the system sees it", () => {
    const { repository, outside } = repositoryWithNeighbour();
    const log = join(repository, ".git", "trace.log");
    const calls = "execve,execveat,fork,vfork,socket,connect,open,openat,openat2";
    const traced = lintel(repository, args, { through: ["strace", "-f", "-e", `trace=${calls}`, "-o", log] });
    expect([1, 2]).toContain(traced.code);
    const lines = readFileSync(log, "utf8").split("\n");
    expect(lines.filter((line) => /\bexecve/.test(line)).length).toBe(1);
    expect(lines.filter((line) => /\b(v?fork|socket|connect)\(/.test(line))).toEqual([]);
    const opened = lines.filter((line) => /\bopen/.test(line));
    expect(opened.some((line) => line.includes("main.tf"))).toBe(true);
    expect(
      opened.filter((line) => line.includes(outside) || line.includes("../outside") || line.includes(secret)),
    ).toEqual([]);
    expect(opened.filter((line) => line.includes(`${repository}/link`) && !/ENOENT|ELOOP/.test(line))).toEqual([]);
  });
});
