import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { binary, directoryWith, lintel } from "./binary.js";

const has = (shell: string): boolean => spawnSync(shell, ["-c", "true"]).status === 0;
for (const shell of ["zsh", "fish"])
  if (!has(shell)) console.warn(`There is no ${shell}: its completion is not tested.`);

/** Runs a script of a shell, with the binary on the PATH, in a directory that has `infra/`, `main.tf` and `notes.txt`. */
function run(shell: string, script: string): string {
  const directory = directoryWith({ "main.tf": "", "notes.txt": "", "infra/main.tf": "" });
  const programs = join(directory, ".programs");
  mkdirSync(programs);
  writeFileSync(join(programs, "lintel"), `#!/bin/sh\nexec '${process.execPath}' '${binary}' "$@"\n`);
  chmodSync(join(programs, "lintel"), 0o755);
  const { stdout, stderr } = spawnSync(shell, ["-c", script], {
    cwd: directory,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    timeout: 50_000,
    env: { PATH: `${programs}:${process.env["PATH"] ?? ""}`, HOME: directory, TERM: "dumb" },
  });
  expect(stderr).toBe("");
  expect(existsSync(join(directory, "evaluated"))).toBe(false);
  return stdout;
}

/** What Tab offers in bash for words, as its own word breaks divide them. */
function inBash(...words: string[]): string[] {
  const quoted = words.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(" ");
  return run(
    "bash",
    `source <(lintel completion bash)
     COMP_WORDS=(lintel ${quoted}); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
     _lintel lintel
     printf '%s\\n' "\${COMPREPLY[@]}"`,
  )
    .split("\n")
    .filter((line) => line !== "");
}

describe("completion in bash", () => {
  it("offers commands, what follows them, and options", () => {
    expect(inBash("sc")).toEqual(["scan"]);
    expect(inBash("framework", "")).toEqual(["list", "show"]);
    expect(inBash("scan", ".", "--require")).toEqual(["--require-coverage"]);
  });

  it("offers values, behind a space and behind an equals sign", () => {
    expect(inBash("scan", "--format", "sar")).toEqual(["sarif"]);
    expect(inBash("scan", "--format", "=", "sar")).toEqual(["sarif"]);
    expect(inBash("scan", "--severity", "=")).toEqual(["critical", "high", "medium", "low", "info"]);
    expect(inBash("scan", "--preset", "s")).toEqual(["strict"]);
    expect(inBash("scan", "--framework", "soc")).toEqual(["soc2"]);
  });

  it("offers policies, by any of their names", () => {
    expect(inBash("scan", "--policy", "CKV_AWS_24,aws-security-group-ssh")).toEqual([
      "CKV_AWS_24,aws-security-group-ssh-open",
    ]);
    expect(inBash("explain", "CKV_AWS_24")).toContain("CKV_AWS_24");
  });

  it("leaves names of files to the shell", () => {
    expect(inBash("scan", "in")).toEqual([]);
    expect(lintel(directoryWith({}), ["complete", "--", "scan", "in"]).stdout).toBe(":files\n");
  });

  it("evaluates nothing of what is typed", () => {
    expect(inBash("scan", "$(touch evaluated)", "`touch evaluated`", "--sev")).toEqual(["--severity"]);
  });

  it("may be sourced twice", () => {
    expect(run("bash", "source <(lintel completion bash); source <(lintel completion bash); complete -p lintel")).toBe(
      "complete -o default -F _lintel lintel\n",
    );
  });
});

describe.runIf(has("fish"))("completion in fish", () => {
  const inFish = (line: string): string[] =>
    run("fish", `lintel completion fish | source; complete -C ${JSON.stringify(line)}`)
      .split("\n")
      .filter((each) => each !== "")
      .map((each) => each.split("\t")[0] ?? "");

  it("offers commands, options, values and files", () => {
    expect(inFish("lintel sc")).toEqual(["scan"]);
    expect(inFish("lintel scan --format=sar")).toEqual(["--format=sarif"]);
    expect(inFish("lintel scan --framework soc")).toEqual(["soc2"]);
    expect(inFish("lintel scan --output=inf")).toEqual(["--output=infra/"]);
    expect(inFish("lintel scan ma")).toEqual(["main.tf"]);
    expect(inFish("lintel policy docs --output ")).toEqual(["infra/"]);
  });
});

describe.runIf(has("zsh"))("completion in zsh", () => {
  /** Types a line and Tab on a terminal of its own, then has it printed instead of run. */
  const inZsh = (line: string): string => {
    const setUp = "PS1='>'; autoload -Uz compinit && compinit -u -D; source <(lintel completion zsh); echo rea''dy";
    const shown = run(
      "zsh",
      `zmodload zsh/zpty; zpty t zsh -f -i
       zpty -w t ${JSON.stringify(setUp)}; zpty -r -m t out '*ready*'
       zpty -w -n t ${JSON.stringify(line)}$'\\t'; sleep 1
       zpty -w -n t $'\\x01print -r -- "<\\x05>"\\n'; sleep 0.3
       zpty -r -m t out '*<*>*<*>*'; print -r -- "$out"`,
    );
    return [...shown.matchAll(/<([^<>"]*)>/g)].at(-1)?.[1]?.trim() ?? "";
  };

  it("offers commands, values and files", () => {
    expect(inZsh("lintel sca")).toBe("lintel scan");
    expect(inZsh("lintel scan --format=sari")).toBe("lintel scan --format=sarif");
    expect(inZsh("lintel scan --output=infr")).toMatch(/^lintel scan --output=infra\/?$/);
  });
});

describe("the scripts", () => {
  it("are there for each shell, and for no other", () => {
    const completion = (...args: string[]) => lintel(directoryWith({}), ["completion", ...args]);
    for (const shell of ["bash", "zsh", "fish", "powershell"])
      expect(completion(shell).stdout).toContain(" complete -- ");
    expect(completion().code).toBe(2);
    expect(completion("tcsh").code).toBe(2);
  });

  it("are answered where older versions of PowerShell pass no empty word on", () => {
    const { stdout } = lintel(directoryWith({}), ["complete", "--new-word", "--", "framework"]);
    expect(stdout).toMatch(/^list\t.*\nshow\t.*\n:none\n$/);
  });
});
