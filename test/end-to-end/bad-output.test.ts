import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { binary, directoryWith, lintel, openSecurityGroup, type Run } from "./binary.js";
import { asNobody, withoutPermission } from "./nobody.js";

const files = { "main.tf": openSecurityGroup };

/** A clear sentence or two, nothing of the program's insides, and no file but those that were there. */
function expectRefused({ code, stderr }: Pick<Run, "code" | "stderr">, directory: string, ...words: string[]): void {
  expect(code).toBe(2);
  for (const word of words) expect(stderr).toContain(word);
  expectClean(stderr);
  expect(readdirSync(directory).filter((name) => name.endsWith(".tmp"))).toEqual([]);
}

function expectClean(stderr: string): void {
  expect(stderr).not.toMatch(/\bat \S+ \(|node:|internal error|Error:/);
}

/** Runs a line of the shell in which $LINTEL is the binary. */
function shell(directory: string, line: string): Run {
  const { status, stdout, stderr } = spawnSync("bash", ["-c", line], {
    cwd: directory,
    encoding: "utf8",
    // Of a socket bash takes the run for one over a network, and reads the user's own settings.
    stdio: ["ignore", "pipe", "pipe"],
    timeout: 50_000,
    env: { PATH: process.env["PATH"], LINTEL: `${process.execPath} ${binary}` },
  });
  return { code: status, stdout, stderr };
}

describe("an output that cannot be written", () => {
  it("is told of where its directory is not there, is a file, or is itself a directory", () => {
    const directory = directoryWith({ ...files, plain: "" });
    mkdirSync(join(directory, "sub"));
    const scan = (output: string): Run => lintel(directory, ["scan", ".", "--format", "json", "--output", output]);
    expectRefused(scan("missing/a.json"), directory, "missing/a.json", "There is no directory missing.");
    expectRefused(scan("plain/a.json"), directory, "not a directory");
    expectRefused(scan("sub"), directory, "is a directory");
    expectRefused(scan(`${"x".repeat(300)}.json`), directory, "too long");
    expect(existsSync(join(directory, "missing"))).toBe(false);
  });

  withoutPermission("is told of where it is forbidden, and left as it was", () => {
    const directory = directoryWith({ ...files, "kept.json": "kept", "closed/old.json": "old" });
    chmodSync(join(directory, ".."), 0o755);
    chmodSync(directory, 0o777);
    chmodSync(join(directory, "kept.json"), 0o444);
    chmodSync(join(directory, "closed"), 0o555);
    const scan = (output: string): Run => lintel(directory, ["scan", ".", "-f", "json", "-o", output], asNobody);
    expectRefused(scan("kept.json"), directory, "Permission denied.");
    expectRefused(scan("closed/new.json"), directory, "Permission denied.");
    expect(readFileSync(join(directory, "kept.json"), "utf8")).toBe("kept");
    chmodSync(join(directory, "closed"), 0o755);
  });

  it.runIf(existsSync("/dev/full"))("is told of where the disk is full, also on stderr", () => {
    const directory = directoryWith(files);
    expectRefused(lintel(directory, ["scan", ".", "-o", "/dev/full"]), directory, "no space left");
    expectRefused(shell(directory, "$LINTEL scan . > /dev/full"), directory, "no space left");
    expect(shell(directory, "$LINTEL scan . --stats 2> /dev/full > /dev/null").code).toBe(1);
  });

  it("costs no other output its report", () => {
    const directory = directoryWith(files);
    const run = lintel(directory, [
      "scan",
      ".",
      "-f",
      "json",
      "-o",
      "missing/a.json",
      "-f",
      "sarif",
      "-o",
      "b.sarif",
      "-f",
      "text",
    ]);
    expectRefused(run, directory, "missing/a.json");
    expect(JSON.parse(readFileSync(join(directory, "b.sarif"), "utf8"))).toMatchObject({ version: "2.1.0" });
    expect(run.stdout).toContain("aws-security-group-ssh-open");
  });
});

describe("an output file", () => {
  it("is never half a report, and what a killed run leaves is scanned by nobody", () => {
    const directory = directoryWith({ ...files, "a.tf": "old", ".a.tf.1.tmp": 'resource "half' });
    expect(lintel(directory, ["scan", ".", "-f", "json", "--allow-errors", "-o", "out.json"]).code).toBe(1);
    const { coverage } = JSON.parse(readFileSync(join(directory, "out.json"), "utf8")) as {
      coverage: { filesFound: number };
    };
    expect(coverage.filesFound).toBe(2);
  });

  it("stays the link that it is, also one that leads to nothing yet", () => {
    const directory = directoryWith(files);
    symlinkSync("real.json", join(directory, "link.json"));
    expect(lintel(directory, ["scan", ".", "-o", "link.json"]).code).toBe(1);
    expect(JSON.parse(readFileSync(join(directory, "real.json"), "utf8"))).toMatchObject({ schemaVersion: 1 });
  });

  it("says by its ending what is in it, as often as there is one", () => {
    const directory = directoryWith(files);
    const { code, stdout } = lintel(directory, [
      "scan",
      ".",
      "-o",
      "a.sarif",
      "-o",
      "b.json",
      "-o",
      "c.xml",
      "-f",
      "text",
    ]);
    expect(code).toBe(1);
    expect(readFileSync(join(directory, "a.sarif"), "utf8")).toContain('"2.1.0"');
    expect(readFileSync(join(directory, "b.json"), "utf8")).toContain('"schemaVersion": 1');
    expect(readFileSync(join(directory, "c.xml"), "utf8")).toContain("<testsuite");
    expect(stdout).toContain("Findings");
    expectRefused(lintel(directory, ["scan", ".", "-o", "a.sarif", "-o", "b"]), directory, "no --format");
  });
});

describe("two outputs to one place", () => {
  it("are refused, by whatever names it goes", () => {
    const directory = directoryWith({ ...files, "sub/x": "" });
    symlinkSync("one.json", join(directory, "yet.json"));
    symlinkSync("sub", join(directory, "through"));
    const both = (one: string, other: string): Run =>
      lintel(directory, ["scan", ".", "-f", "json", "-o", one, "-f", "sarif", "-o", other]);
    for (const [one, other] of [
      ["one.json", "./one.json"],
      ["one.json", "yet.json"],
      ["sub/a", "through/a"],
      ["-", "/dev/stdout"],
      ["/dev/fd/1", "-"],
    ] as const) {
      expectRefused(both(one, other), directory, "Two reports cannot both go to");
    }
    expect(existsSync(join(directory, "one.json"))).toBe(false);
  });

  it("are refused where the shell sends stdout there too", () => {
    const directory = directoryWith(files);
    expectRefused(shell(directory, "$LINTEL scan . -f sarif -o out.txt -f text > out.txt"), directory, "stdout");
    expect(shell(directory, "$LINTEL scan . -f json -o out.json > out.json").code).toBe(1);
    expect(JSON.parse(readFileSync(join(directory, "out.json"), "utf8"))).toMatchObject({ schemaVersion: 1 });
  });
});

describe("a reader that goes away", () => {
  it.each([
    "$LINTEL scan . -f json | head -c 5",
    "$LINTEL scan . -f json | true",
    "$LINTEL scan . --stats -q 2>&1 >/dev/null | true",
    "$LINTEL scan . -f json -o >(head -c 5 >/dev/null)",
    "$LINTEL --help | head -1",
    "$LINTEL policy list | head -1",
    "$LINTEL complete -- scan --policy '' | head -1",
  ])("is no error: %s", (line) => {
    const many = Array.from({ length: 400 }, (_, index) => openSecurityGroup.replace('"web"', `"web${index}"`));
    const { stderr } = shell(directoryWith({ "main.tf": many.join("\n") }), line);
    expect(stderr).toBe("");
  });

  it("costs neither files their reports nor the run its exit code", () => {
    const directory = directoryWith(files);
    const { stdout } = shell(directory, "{ $LINTEL scan . -o a.json -f text; echo code $? >&2; } 2>&1 | cat | tail -1");
    expect(stdout).toBe("code 1\n");
    const { stderr } = shell(directory, "{ $LINTEL scan . -f json -o a.json -f text; echo code $? >&2; } | true");
    expect(stderr).toBe("code 1\n");
    expect(JSON.parse(readFileSync(join(directory, "a.json"), "utf8"))).toMatchObject({ schemaVersion: 1 });
  });
});

describe("a command line that makes no sense", () => {
  it("is answered with what may have been meant", () => {
    const directory = directoryWith(files);
    expectRefused(lintel(directory, ["scan", ".", "--format", "sarf"]), directory, "Did you mean sarif?");
    expectRefused(lintel(directory, ["scan", ".", "--formt", "json"]), directory, "Did you mean --format");
    expectRefused(lintel(directory, ["scna", "."]), directory, "Did you mean scan?");
    expectRefused(lintel(directory, ["completion", "bsh"]), directory, "Did you mean bash");
    expectRefused(lintel(directory, ["explain", "CKV_AWS_2x"]), directory, "Did you mean");
  });

  it("is answered also where the working directory is gone", () => {
    const directory = directoryWith(files);
    writeFileSync(join(directory, "gone.sh"), 'mkdir sub && cd sub && rmdir ../sub && exec $LINTEL "$@"\n');
    const run = (args: string): Run => shell(directory, `bash gone.sh ${args}`);
    for (const args of ["scan .", "policy list --provider .", "baseline create"]) {
      const { code, stderr } = run(args);
      expect(code).toBe(2);
      expectClean(stderr);
    }
    expect(run("scan .").stderr).toContain("The working directory is gone");
    expect(run("--help").code).toBe(0);
  });
});
