import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { directoryWith, lintel, openSecurityGroup, scanJson } from "./binary.js";

const open = "aws-security-group-ssh-open";

/** The findings of the policy on SSH: file, severity, enforcement. */
function sshFindings(directory: string, args: readonly string[] = ["."]) {
  const { run, result } = scanJson(directory, args);
  const findings = result.findings
    .filter(({ policy }) => policy === open)
    .map(
      ({ location, severity, enforcement, status }) => `${location.file} ${severity} ${String(enforcement)} ${status}`,
    );
  return { run, result, findings, codes: result.diagnostics.map(({ code }) => code) };
}

/** A configuration in which only the policy on SSH is on. */
const only = (settings: string): string => `version: 1\npolicies:\n  "*": off\n  ${open}: ${settings}\n`;

describe("lintel.yaml", () => {
  it("is found by walking up, and merged with those further down", () => {
    const directory = directoryWith({
      "lintel.yaml": only("low"),
      "infra/a/main.tf": openSecurityGroup,
      "infra/b/main.tf": openSecurityGroup,
      "infra/b/lintel.yaml": "version: 1\npolicies: { CKV_AWS_24: { enforcement: advisory } }\n",
    });
    expect(sshFindings(join(directory, "infra")).findings).toEqual([
      "infra/a/main.tf low soft-mandatory fail",
      "infra/b/main.tf low advisory fail",
    ]);
    expect(sshFindings(directory, ["infra/b"]).run.code).toBe(0);
    expect(sshFindings(directory, ["infra/a"]).run.code).toBe(1);
  });

  it("is passed by with --no-config, and replaced with --config", () => {
    const directory = directoryWith({
      "main.tf": openSecurityGroup,
      "lintel.yaml": only("off"),
      "ci/strict.yaml": only("critical"),
    });
    expect(sshFindings(directory).findings).toEqual([]);
    expect(sshFindings(directory, [".", "--no-config"]).findings).toEqual(["main.tf high soft-mandatory fail"]);
    expect(sshFindings(directory, [".", "--config", "ci/strict.yaml"]).findings).toEqual([
      "main.tf critical soft-mandatory fail",
    ]);
  });

  it("has paths that are relative to it, wherever --config finds it", () => {
    const directory = directoryWith({
      "a/main.tf": `variable "cidr" {}\n${openSecurityGroup.replace('"0.0.0.0/0"', "var.cidr")}`,
      "b/ci.yaml": "version: 1\nvariables: { varFiles: [./open.tfvars] }\n",
      "b/open.tfvars": 'cidr = "0.0.0.0/0"\n',
      "b/gone.yaml": "version: 1\nvariables: { varFiles: [gone.tfvars] }\n",
    });
    const inside = join(directory, "a");
    expect(sshFindings(inside, [".", "--config", "../b/ci.yaml"]).findings).toHaveLength(1);
    expect(lintel(inside, ["scan", ".", "--config", "../b/gone.yaml"]).stderr).toContain("../b/gone.yaml:2:25: error");
  });

  it("leaves files out, and takes nothing else in", () => {
    const directory = directoryWith({
      "lintel.yaml": `version: 1\ninclude: ["infra/**"]\nexclude: ["**/examples/**"]\n`,
      "infra/main.tf": openSecurityGroup,
      "infra/examples/main.tf": openSecurityGroup,
      "other/main.tf": openSecurityGroup,
    });
    const { findings, result } = sshFindings(directory);
    expect(findings).toEqual(["infra/main.tf high soft-mandatory fail"]);
    expect(result.summary.skipped).toMatchObject({ excluded: 1, "excluded-directory": 1 });
    // What is named is meant.
    expect(sshFindings(directory, ["infra/examples"]).findings).toHaveLength(1);
  });

  it("lists everything that is wrong with every file, and ends with 2", () => {
    const directory = directoryWith({
      "main.tf": openSecurityGroup,
      "lintel.yaml":
        "version: 1\npresett: all\npolicies:\n  aws-security-group-ssh-opne: off\n  CKV_AWS_24: hihg\nfailOn: huge\n",
      "sub/lintel.yaml": "version: 1\npreset: strikt\npolicies: { aws-security-group-ssh-opne: off }\n",
      "sub/main.tf": openSecurityGroup,
    });
    const { code, stdout, stderr } = lintel(directory, ["scan", ".", "--format", "json", "--allow-errors"]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^lintel\.yaml:2:1: error: .*“presett”.*\n.*“preset”/m);
    expect(stderr).toMatch(/^lintel\.yaml:5:3: error: .*\n.*“high”/m);
    expect(stderr).toMatch(/^lintel\.yaml:6:1: error: .*\n.*critical, high/m);
    expect(stderr).toMatch(/^sub\/lintel\.yaml:2:1: error: .*“strikt”.*\n.*“strict”/m);
    expect(stderr).toMatch(/^sub\/lintel\.yaml:3:13: error: .*opne”.*\n.*“aws-security-group-ssh-open”/m);
    const validated = lintel(directory, ["config", "validate"]);
    expect([validated.code, validated.stderr]).toEqual([2, stderr]);
  });

  it.each([
    ["two names", { "lintel.yaml": "version: 1\n", "lintel.yml": "version: 1\n" }],
    ["ten megabytes", { "lintel.yaml": `version: 1\n# ${"x".repeat(10_000_000)}\n` }],
    [
      "a bomb",
      {
        "lintel.yaml": `a: &a [x,x,x,x,x,x,x,x,x]\n${"bcdefghi"
          .split("")
          .map((name, at) => `${name}: &${name} [${`*${"abcdefghi"[at] ?? ""},`.repeat(9)}]\n`)
          .join("")}`,
      },
    ],
    ["deep nesting", { "lintel.yaml": `version: 1\npolicies: ${"[".repeat(100_000)}` }],
    ["no YAML", { "lintel.yaml": "version: [1\n" }],
    ["bytes that are no text", { "lintel.yaml": new Uint8Array([0xff, 0xfe, 0xfd, 0x80]) }],
    ["nothing in it", { "lintel.yaml": "" }],
    ["a list", { "lintel.yaml": "- version: 1\n" }],
    ["another version", { "lintel.yaml": "version: 2\n" }],
  ])("of %s is an error", (_what, files) => {
    const directory = directoryWith({ "main.tf": openSecurityGroup, ...files });
    const { code, stdout, stderr } = lintel(directory, ["scan", "."]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^lintel\.ya?ml:\d+:\d+: error: /);
  });

  it("is not read above the scan root, nor through a link", () => {
    const outside = directoryWith({ "lintel.yaml": only("off") });
    const inside = join(outside, "repository");
    mkdirSync(join(inside, ".git"), { recursive: true });
    writeFileSync(join(inside, "main.tf"), openSecurityGroup);
    expect(sshFindings(inside).findings).toHaveLength(1);
    symlinkSync("../lintel.yaml", join(inside, "lintel.yaml"));
    const { findings, codes } = sshFindings(inside);
    expect(findings).toHaveLength(1);
    expect(codes).toContain("configuration-not-read");
  });

  it("gives variables their values, and judges scenarios in one run", () => {
    const directory = directoryWith({
      "main.tf": openSecurityGroup.replace('["0.0.0.0/0"]', "[var.from]").concat('variable "from" {}\n'),
      "lintel.yaml": `${only("on")}variables: { vars: { from: 0.0.0.0/0 } }\nscenarios:\n  - { name: prod }\n  - { name: dev, varFiles: [dev.tfvars] }\n  - { name: test, vars: { from: 10.0.0.0/8 } }\n`,
      "dev.tfvars": 'from = "10.1.0.0/16"\n',
    });
    const { result } = sshFindings(directory);
    expect(result.findings.map(({ scenarios }) => scenarios)).toEqual([
      { fails: ["prod", "dev"], passes: ["test"], unknown: [] },
    ]);
  });

  it("says in the text report what fails in which scenario", () => {
    const directory = directoryWith({
      "main.tf": openSecurityGroup.replace('["0.0.0.0/0"]', "[var.from]").concat('variable "from" {}\n'),
      "lintel.yaml": `${only("on")}scenarios:\n  - { name: prod, vars: { from: 0.0.0.0/0 } }\n  - { name: dev, vars: { from: 10.1.0.0/16 } }\n`,
    });
    expect(lintel(directory, ["scan", "."]).stdout).toContain("fails in prod, passes in dev");
    expect(lintel(directory, ["scan", ".", "--scenario", "dev"]).code).toBe(0);
    expect(lintel(directory, ["scan", ".", "--scenario", "prod"]).code).toBe(1);
    const unknown = lintel(directory, ["scan", ".", "--scenario", "pord"]);
    expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringContaining("Did you mean prod?")]);
  });

  it("may require that verdicts are known", () => {
    const directory = directoryWith({
      "main.tf": openSecurityGroup.replace('["0.0.0.0/0"]', "[var.from]").concat('variable "from" {}\n'),
      "lintel.yaml": `${only("on")}requireCoverage: 50\n`,
    });
    const { code, stderr } = lintel(directory, ["scan", "."]);
    expect([code, stderr]).toEqual([
      1,
      "lintel: Only 0 % of 1 verdicts are known, where the configuration requires 50 %.\n",
    ]);
    expect(lintel(directory, ["scan", ".", "--var", "from=10.0.0.0/8"]).code).toBe(0);
  });

  it("gives eval and graph the same values", () => {
    const directory = directoryWith({
      "main.tf": 'variable "from" {}\nlocals {\n  it = var.from\n}\n',
      "lintel.yaml": "version: 1\nvariables: { vars: { from: here }, workspace: prod }\n",
    });
    expect(lintel(directory, ["eval", ".", "local.it"]).stdout).toContain('"here"');
    expect(lintel(directory, ["eval", ".", "local.it", "--var", "from=there"]).stdout).toContain('"there"');
    expect(lintel(directory, ["eval", ".", "local.it", "--no-config"]).stdout).not.toContain('"here"');
  });
});

describe("what is hard-mandatory", () => {
  const hard = only("{ enforcement: hard-mandatory }");

  it("can neither be switched off, nor weakened, nor left out, nor passed by", () => {
    const directory = directoryWith({
      "lintel.yaml": hard,
      "sub/lintel.yaml": `version: 1\nroot: true\nexclude: ["*.tf"]\npolicies:\n  ${open}: { enabled: false, severity: info, enforcement: advisory }\n`,
      "sub/main.tf": openSecurityGroup,
    });
    const expected = ["sub/main.tf high hard-mandatory fail"];
    const nested = sshFindings(directory);
    expect([nested.findings, nested.run.code]).toEqual([expected, 1]);
    expect(nested.codes.filter((code) => code === "configuration-refused").length).toBeGreaterThanOrEqual(4);
    for (const flags of [
      ["--skip-policy", open],
      ["--policy", "aws-database-public"],
      ["--fail-on", "none"],
      ["--no-config"],
      ["--preset", "strict"],
    ]) {
      const { findings, run } = sshFindings(directory, [".", ...flags]);
      expect([flags, findings, run.code]).toEqual([flags, expected, 1]);
    }
    expect(sshFindings(directory, [".", "--skip-policy", open]).codes).toContain("configuration-refused");
    expect(lintel(directory, ["scan", ".", "--severity", "critical"]).stdout).toContain("SSH");
  });

  it("cannot be suppressed", () => {
    const directory = directoryWith({
      "lintel.yaml": hard,
      "main.tf": `# lintel:ignore ${open} reason="none"\n${openSecurityGroup}`,
    });
    const { findings, codes } = sshFindings(directory);
    expect(findings).toEqual(["main.tf high hard-mandatory fail"]);
    expect(codes).toContain("suppression-refused");
  });
});

describe("policies that a configuration names", () => {
  const policy = (id: string): string =>
    `id: ${id}\ntitle: A group is there\nseverity: low\ncategory: hygiene\ndescription: It should not.\nremediation: Remove it.\nmatch: aws_security_group\ndeny: { all: [] }\n`;
  const plugin = `export default { id: "acme-plugin", title: "A group", severity: "low", category: "hygiene", description: "It is.", remediation: "Remove it.", match: "aws_security_group", evaluate: (node, context) => context.fail(node) };\n`;

  it("are relative to its file, and run", () => {
    const directory = directoryWith({
      "infra/lintel.yaml":
        "version: 1\npolicies: { '*': off, 'acme-*': on }\nexternalPolicies: [policies]\nplugins: [./acme.mjs]\n",
      "infra/policies/acme-group.yaml": policy("acme-group"),
      "infra/acme.mjs": plugin,
      "infra/main.tf": openSecurityGroup,
    });
    const { result } = scanJson(directory, ["infra"]);
    expect(result.findings.map(({ policy: id }) => id)).toEqual(["acme-group", "acme-plugin"]);
  });

  it("are not run from a configuration below what is scanned", () => {
    const directory = directoryWith({
      "infra/lintel.yaml": "version: 1\nplugins: [./acme.mjs]\n",
      "infra/acme.mjs": "throw new Error('it was run');\n",
      "infra/main.tf": openSecurityGroup,
    });
    const { result } = scanJson(directory);
    expect(result.diagnostics.map(({ code }) => code)).toContain("configuration-not-in-effect");
    expect(lintel(directory, ["scan", "infra"]).stderr).toContain("it was run");
  });

  it("do not lie above the scan root", () => {
    const directory = directoryWith({
      "lintel.yaml": "version: 1\nplugins: [../acme.mjs]\n",
      "main.tf": openSecurityGroup,
    });
    const { code, stderr } = lintel(directory, ["scan", "."]);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/^lintel\.yaml:2:/)]);
  });
});

describe("lintel config explain", () => {
  const files = {
    "lintel.yaml": `version: 1\nseverity: low\npolicies:\n  ${open}: { severity: low, enforcement: advisory }\n  aws-database-public: { enforcement: hard-mandatory }\n`,
    "sub/lintel.yaml": `version: 1\nexclude: ["*.gen.tf"]\npolicies:\n  ${open}: critical\n  aws-database-public: off\noverrides:\n  - { paths: ["old/**"], policies: { ${open}: off } }\n`,
    "sub/main.tf": openSecurityGroup,
    "sub/a.gen.tf": openSecurityGroup.replace("web", "generated"),
    "sub/old/main.tf": openSecurityGroup,
  };
  interface Explained {
    readonly name: string;
    readonly value: unknown;
    readonly decidedBy: { readonly file: string; readonly start: { readonly line: number } } | null;
    readonly flag: string | null;
    readonly overrode: readonly { readonly value: unknown; readonly decidedBy: unknown }[];
  }
  const explain = (directory: string, ...args: string[]) => {
    const { stdout } = lintel(directory, ["config", "explain", ...args, "--format", "json"]);
    return JSON.parse(stdout) as {
      readonly excludedBy: unknown;
      readonly settings: readonly Explained[];
      readonly policies: readonly {
        readonly id: string;
        readonly settings: readonly Explained[];
        readonly refused: readonly { readonly flag: string | null }[];
      }[];
    };
  };
  const short = ({ name, value, decidedBy, overrode }: Explained): unknown[] => [
    name,
    value,
    decidedBy === null ? null : `${decidedBy.file}:${String(decidedBy.start.line)}`,
    overrode.map((each) => each.value),
  ];

  it("says which line decides what, and what that took the place of", () => {
    const directory = directoryWith(files);
    const { policies, settings } = explain(directory, "sub/main.tf");
    expect(settings.slice(0, 2).map(short)).toEqual([
      ["preset", ["recommended"], null, []],
      ["severity", "low", "lintel.yaml:2", ["info"]],
    ]);
    expect(policies.map(({ id, settings: own }) => [id, own.map(short)])).toEqual([
      [
        "aws-database-public",
        [
          ["enabled", true, "lintel.yaml:5", []],
          ["severity", expect.any(String), null, []],
          ["enforcement", "hard-mandatory", "lintel.yaml:5", ["soft-mandatory"]],
        ],
      ],
      [
        open,
        [
          ["enabled", true, "sub/lintel.yaml:4", [true]],
          ["severity", "critical", "sub/lintel.yaml:4", ["low", "high"]],
          ["enforcement", "advisory", "lintel.yaml:4", ["soft-mandatory"]],
        ],
      ],
    ]);
    expect(policies[0]?.refused).toHaveLength(1);
    const old = explain(directory, "sub/old/main.tf").policies[1]?.settings[0];
    expect(old === undefined ? [] : short(old)).toEqual(["enabled", false, "sub/lintel.yaml:7", [true, true]]);
    expect(explain(directory, "sub/a.gen.tf").excludedBy).toMatchObject({
      file: "sub/lintel.yaml",
      start: { line: 2 },
    });
  });

  it("says what flags decide, and what they cannot", () => {
    const directory = directoryWith({ ...files, "known.json": "" });
    const flags = ["--severity", "high", "--skip-policy", open, "--skip-policy", "aws-database-public"];
    const others = ["--var", "secret=swordfish", "--workspace", "w", "--baseline", "known.json", "--preset", "all"];
    const { policies, settings } = explain(directory, "sub/main.tf", ...flags, ...others);
    const told = settings.filter(({ flag }) => flag !== null);
    expect(told.map(({ name, value, flag }) => [name, value, flag])).toEqual([
      ["preset", ["all"], "--preset"],
      ["severity", "high", "--severity"],
      ["variables.vars.secret", "(not shown)", "--var"],
      ["variables.workspace", "w", "--workspace"],
      ["baseline.file", "known.json", "--baseline"],
    ]);
    const enabled = policies.map(({ id, settings: [first], refused }) => [
      id,
      first?.value,
      first?.flag,
      refused.map(({ flag }) => flag),
    ]);
    expect(enabled).toEqual([
      ["aws-database-public", true, null, [null, "--skip-policy"]],
      [open, false, "--skip-policy", []],
    ]);
  });

  it("is right: a scan does what it says", () => {
    const directory = directoryWith(files);
    expect(sshFindings(directory).findings).toEqual(["sub/main.tf critical advisory fail"]);
  });

  it("says it in words", () => {
    const { code, stdout } = lintel(directoryWith(files), ["config", "explain", "sub/main.tf"]);
    expect(code).toBe(0);
    expect(stdout).toContain("  severity: critical (sub/lintel.yaml:4:3)\n      in place of low (lintel.yaml:4:");
  });
});

describe("lintel init", () => {
  it("writes a configuration that is valid and changes nothing", () => {
    const directory = directoryWith({ "main.tf": openSecurityGroup });
    const before = lintel(directory, ["scan", ".", "--format", "json"]).stdout;
    expect(lintel(directory, ["init"])).toMatchObject({ code: 0, stderr: "" });
    expect(lintel(directory, ["config", "validate"])).toMatchObject({ code: 0, stdout: "1 configuration is valid.\n" });
    expect(lintel(directory, ["scan", ".", "--format", "json"]).stdout).toBe(before);
  });

  it("writes over none", () => {
    const directory = directoryWith({ "lintel.yml": "version: 1\n" });
    expect(lintel(directory, ["init"]).code).toBe(2);
    expect(lintel(directory, ["init", "--force"]).code).toBe(0);
    expect(lintel(directory, ["config", "validate"]).stdout).toBe("1 configuration is valid.\n");
  });
});
