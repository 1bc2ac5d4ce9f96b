import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, readdirSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import type { ScanResult } from "@lintel/core";
import type { Log } from "sarif";
import { describe, expect, it } from "vitest";
import { type Run, directoryWith, lintel, scanJson } from "./binary.js";
import { asNobody, withoutPermission } from "./nobody.js";

const isRequired = process.env["CI"] !== undefined && process.env["CI"] !== "";
const hasGit = spawnSync("git", ["--version"]).status === 0;
if (!hasGit) console.warn("git is missing: whether it takes the patches is not tested.");
const withGit = it.runIf(hasGit || isRequired);
const hasTerraform = spawnSync("terraform", ["version"]).status === 0;
if (!hasTerraform) console.warn("terraform is missing: whether it would format what was fixed is not tested.");
const withTerraform = it.runIf(hasTerraform || isRequired);

/** Two fixes are safe, that of the volume is for somebody to look at, and the bucket has none. */
const mixed = `# the key
resource "aws_kms_key" "k" {
  description = "data" # of everybody
}

resource "aws_cloudtrail" "t" {
  name                       = "t"
  s3_bucket_name             = "logs"
  enable_log_file_validation = false # for now
}

resource "aws_ebs_volume" "v" {
  availability_zone = "eu-west-1a"
}

resource "aws_s3_bucket_acl" "b" {
  bucket = "open"
  acl    = var.acl == "" ? "public-read" : "public-read-write"
}

variable "acl" {
  type        = string
  description = "The ACL"
  default     = ""
}
`;

const onlyThese = [
  "-p",
  "aws-kms-key-rotation-off,aws-cloudtrail-validation-off,aws-ebs-volume-unencrypted,aws-s3-bucket-acl-public",
];

const safelyFixed = mixed
  .replace(
    '  description = "data" # of everybody\n',
    '  description         = "data" # of everybody\n  enable_key_rotation = true\n',
  )
  .replace("= false # for now", "= true # for now");

const allFixed = safelyFixed.replace(
  '  availability_zone = "eu-west-1a"\n',
  '  availability_zone = "eu-west-1a"\n  encrypted         = true\n',
);

function read(directory: string, name = "main.tf"): string {
  return readFileSync(join(directory, name), "utf8");
}

function fix(directory: string, ...args: string[]): Run {
  return lintel(directory, ["scan", ".", "--fix", ...args]);
}

function failures(result: ScanResult): string[] {
  return result.findings.filter(({ status }) => status === "fail").map(({ policy }) => policy);
}

/** Every file below a directory, but for what git keeps, with its text. */
function contents(directory: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(directory, { recursive: true, encoding: "utf8" })
      .filter((name) => !name.startsWith(".git") && statSync(join(directory, name)).isFile())
      .sort()
      .map((name) => [name, read(directory, name)]),
  );
}

describe("lintel scan --fix", () => {
  it("mends what is safe, reports what is left, and finds nothing to do a second time", () => {
    const directory = directoryWith({ "main.tf": mixed });
    const { run, result } = scanJson(directory, [".", "--fix", ...onlyThese]);
    expect(read(directory)).toBe(safelyFixed);
    expect(failures(result).sort()).toEqual(["aws-ebs-volume-unencrypted", "aws-s3-bucket-acl-public"]);
    expect(run.stderr).toMatch(/2 findings mended in 1 file\b/);
    expect(run.stderr).toMatch(/1 finding more .*--fix-needs-review/);
    expect(run.code).toBe(1);
    const again = scanJson(directory, [".", "--fix", ...onlyThese]);
    expect(read(directory)).toBe(safelyFixed);
    expect(again.result).toEqual(result);
    expect(again.run.stderr).toMatch(/\b0 findings mended\b/);
  });

  it("mends what somebody has to look at only when that is asked for", () => {
    const directory = directoryWith({ "main.tf": mixed });
    const { code, stderr } = lintel(directory, ["scan", ".", "--fix-needs-review", ...onlyThese]);
    expect(read(directory)).toBe(allFixed);
    expect(stderr).toMatch(/3 findings mended/);
    expect(code).toBe(1);
  });

  it("ends with 0 where everything could be mended", () => {
    const text = 'resource "aws_kms_key" "k" {}\n';
    const directory = directoryWith({ "main.tf": text });
    const rotation = ["-p", "aws-kms-key-rotation-off"];
    expect(lintel(directory, ["scan", ".", ...rotation]).code).toBe(1);
    expect(fix(directory, ...rotation).code).toBe(0);
    expect(read(directory)).toBe('resource "aws_kms_key" "k" {\n  enable_key_rotation = true\n}\n');
  });

  it("says nothing on stderr with --quiet, and leaves what is not shown alone", () => {
    const directory = directoryWith({ "main.tf": mixed });
    expect(fix(directory, "--quiet", "--severity", "critical", ...onlyThese).stderr).toBe("");
    expect(read(directory)).toBe(mixed);
  });

  it("leaves suppressed findings as they are", () => {
    const text = mixed
      .replace('resource "aws_kms_key"', '# lintel:ignore aws-kms-key-rotation-off\nresource "aws_kms_key"')
      .replace("# for now", '# lintel:ignore aws-cloudtrail-validation-off reason="made elsewhere"');
    const directory = directoryWith({ "main.tf": text });
    const { result } = scanJson(directory, [".", "--fix", ...onlyThese]);
    expect(read(directory)).toBe(text);
    expect(result.findings.filter(({ status }) => status === "suppressed").map((finding) => finding.fix)).toEqual([
      null,
      null,
    ]);
  });
});

/** A policy whose fix is as safe as it says, and mends nothing, or breaks something else. */
const policyWith = (id: string, condition: string, change: string): string => `id: ${id}
title: It is wrong
severity: high
category: hygiene
description: It matters.
remediation: Mend it.
match: aws_sqs_queue
${condition}
fix: { safe: true, ${change} }
`;

describe("a fix that does not prove right", () => {
  const queues = (visible: number): string =>
    `resource "aws_sqs_queue" "a" {\n  name                       = "a" # one\n  visibility_timeout_seconds = ${visible}\n}\n`;
  const long = policyWith(
    "queue-slow",
    "require: { visibility_timeout_seconds: { atLeast: 60 } }",
    "set: { visibility_timeout_seconds: 90 }",
  );
  const short = policyWith("queue-hidden", "require: { visibility_timeout_seconds: { atMost: 80 } }", "set: { a: 1 }");
  const own = (...ids: string[]): string[] => ["--external-policies", "policies", "-p", ids.join(",")];

  it("is taken back where the finding would stay", () => {
    const useless = long.replace("visibility_timeout_seconds: 90", "delay_seconds: 90");
    const directory = directoryWith({ "main.tf": queues(30), "policies/queue-slow.yaml": useless });
    const { code, stderr } = fix(directory, ...own("queue-slow"));
    expect(read(directory)).toBe(queues(30));
    expect(stderr).toMatch(/queue-slow at main\.tf:3 was taken back\. The finding would still be there\./);
    expect(stderr).toMatch(/0 findings mended/);
    expect(code).toBe(1);
  });

  it("is taken back where another finding would come up, which the first one alone would not tell", () => {
    const files = { "main.tf": queues(30), "policies/queue-slow.yaml": long };
    const alone = directoryWith(files);
    expect(fix(alone, ...own("queue-slow")).code).toBe(0);
    expect(read(alone)).toBe(queues(90));
    const both = directoryWith({ ...files, "policies/queue-hidden.yaml": short });
    const { code, stderr } = fix(both, ...own("queue-slow", "queue-hidden"));
    expect(read(both)).toBe(queues(30));
    expect(stderr).toMatch(/queue-slow .*taken back\. .*queue-hidden/);
    expect(code).toBe(1);
  });
});

/** Files of every kind, in which there is something to mend. */
const everything: Readonly<Record<string, string>> = {
  "main.tf": mixed,
  "windows.tf": 'resource "aws_kms_key" "w" {\r\n  description = "w"\r\n}\r\n',
  "unended.tf": 'resource "aws_kms_key" "u" {\n  description = "u"\n}',
  "a dir/ünïcode.tf": 'resource "aws_kms_key" "é" {\n  description = "é" # ü\n}\n',
  "main.tf.json": '{"resource": {"aws_kms_key": {"j": {"description": "json"}}}}\n',
  "apps/web.yaml": `apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: Pod
    metadata: { name: a }
    spec:
      hostPID: true # why
      containers:
        - { name: a, securityContext: { privileged: true } }
---
# the second
apiVersion: v1
kind: Pod
metadata:
  name: b
spec:
  containers:
    # the only one
    - name: b
      image: b
`,
};

describe("lintel scan --fix-dry-run", () => {
  it("prints a patch and nothing else on stdout, and changes nothing", () => {
    const directory = directoryWith({ "main.tf": mixed });
    const { stdout, stderr, code } = lintel(directory, ["scan", ".", "--fix-dry-run", ...onlyThese]);
    expect(read(directory)).toBe(mixed);
    expect(stdout).toMatch(/^--- a\/main\.tf\n\+\+\+ b\/main\.tf\n@@ /);
    expect(stdout.split("\n").filter((line) => /^[+-] /.test(line))).toEqual([
      '-  description = "data" # of everybody',
      '+  description         = "data" # of everybody',
      "+  enable_key_rotation = true",
      "-  enable_log_file_validation = false # for now",
      "+  enable_log_file_validation = true # for now",
    ]);
    expect(stderr).toMatch(/2 findings would be mended in 1 file\b/);
    expect(code).toBe(1);
  });

  withGit("prints what git applies, with the outcome of --fix", () => {
    for (const choice of [["--fix"], ["--fix-needs-review"]]) {
      const patched = directoryWith(everything);
      const fixed = directoryWith(everything);
      const patch = lintel(patched, ["scan", ".", "--fix-dry-run", ...choice]).stdout;
      expect(spawnSync("git", ["init", "-q"], { cwd: patched }).status).toBe(0);
      const applied = spawnSync("git", ["apply", "--whitespace=nowarn", "-"], { cwd: patched, input: patch });
      expect(applied.stderr.toString()).toBe("");
      expect(applied.status).toBe(0);
      lintel(fixed, ["scan", ".", ...choice]);
      expect(contents(patched)).toEqual(contents(fixed));
      expect(contents(fixed)).not.toEqual(everything);
    }
  });

  it("still writes the reports that go to files", () => {
    const directory = directoryWith({ "main.tf": mixed });
    lintel(directory, ["scan", ".", "--fix-dry-run", "-f", "json", "-o", "report.json", ...onlyThese]);
    const result = JSON.parse(read(directory, "report.json")) as ScanResult;
    expect(failures(result).sort()).toEqual(["aws-ebs-volume-unencrypted", "aws-s3-bucket-acl-public"]);
  });
});

describe("the files that fixing touches", () => {
  const rotation = ["-p", "aws-kms-key-rotation-off"];
  const key = 'resource "aws_kms_key" "k" {\n  description = "k"\n}\n';
  const rotated = 'resource "aws_kms_key" "k" {\n  description         = "k"\n  enable_key_rotation = true\n}\n';

  it("keep their permissions, line breaks, byte order mark and missing last line break", () => {
    const directory = directoryWith({ "main.tf": `\uFEFF${key.replaceAll("\n", "\r\n").trimEnd()}` });
    chmodSync(join(directory, "main.tf"), 0o640);
    expect(fix(directory, ...rotation).code).toBe(0);
    expect(read(directory)).toBe(`\uFEFF${rotated.replaceAll("\n", "\r\n").trimEnd()}`);
    expect(statSync(join(directory, "main.tf")).mode & 0o777).toBe(0o640);
    expect(readdirSync(directory).sort()).toEqual([".git", "main.tf"]);
  });

  it("lie below the scan root, whatever links lead out of it", () => {
    const outside = directoryWith({ "main.tf": key });
    const directory = directoryWith({ "a.tf": "locals {}\n" });
    symlinkSync(join(outside, "main.tf"), join(directory, "main.tf"));
    const { code } = fix(directory, ...rotation);
    expect(read(outside)).toBe(key);
    expect(code).not.toBe(1);
  });

  it("may be linked to inside of it, and are then edited where they are", () => {
    const directory = directoryWith({ "real/main.tf": key });
    mkdirSync(join(directory, "b"));
    symlinkSync("../real/main.tf", join(directory, "b", "main.tf"));
    expect(fix(directory, ...rotation).code).toBe(0);
    expect(read(directory, "real/main.tf")).toBe(rotated);
    expect(read(directory, "b/main.tf")).toBe(rotated);
    expect(readdirSync(join(directory, "b"), { withFileTypes: true }).map((each) => each.isSymbolicLink())).toEqual([
      true,
    ]);
  });

  it("are left alone and told of where they are read-only, while the others are mended", () => {
    const directory = directoryWith({ "a.tf": key, "b.tf": key.replace('"k" {', '"l" {') });
    chmodSync(join(directory, "a.tf"), 0o444);
    const { run, result } = scanJson(directory, [".", "--fix", ...rotation]);
    expect(run.stderr).toMatch(/lintel: a\.tf is left as it was\. It is read-only\.\n/);
    expect(read(directory, "a.tf")).toBe(key);
    expect(read(directory, "b.tf")).toBe(rotated.replace('"k" {', '"l" {'));
    expect(result.findings.map(({ location }) => location.file)).toEqual(["a.tf"]);
    expect(run.code).toBe(2);
  });

  withoutPermission("are left alone where their directory takes no files", () => {
    const directory = directoryWith({ "d/main.tf": key });
    chmodSync(join(directory, ".."), 0o755);
    chmodSync(join(directory, "d"), 0o555);
    const { code, stderr } = lintel(directory, ["scan", ".", "--fix", ...rotation], asNobody);
    chmodSync(join(directory, "d"), 0o755);
    expect(stderr).toMatch(/d\/main\.tf is left as it was\. /);
    expect(read(directory, "d/main.tf")).toBe(key);
    expect(code).toBe(2);
  });

  it("are not overwritten where they changed meanwhile", () => {
    const directory = directoryWith({
      "main.tf": key,
      // Runs when the policies are loaded or judged, and so after the files were read, or before: twice something else is there.
      "meddle.mjs": `import { appendFileSync } from "node:fs";
import { definePolicy } from "@lintel/core";
export default [{
  id: "meddler",
  title: "It meddles",
  severity: "low",
  category: "hygiene",
  preset: "recommended",
  description: "It matters.",
  remediation: "Stop it.",
  match: ["aws_kms_key"],
  evaluate: () => { appendFileSync("main.tf", "# mine\\n"); return []; },
}];
`.replace('import { definePolicy } from "@lintel/core";\n', ""),
    });
    const { code, stderr } = fix(directory, "--plugin", "./meddle.mjs", "-p", "aws-kms-key-rotation-off,meddler");
    expect(stderr).toMatch(/main\.tf is left as it was\. It has changed since it was read\./);
    expect(read(directory).startsWith(`${key}# mine\n`)).toBe(true);
    expect(code).toBe(2);
  });
});

describe("where values come from elsewhere", () => {
  const endpoint = ["-p", "aws-kms-key-rotation-off"];
  const module = `variable "rotate" {
  type        = bool
  description = "Whether to rotate"
}

resource "aws_kms_key" "k" {
  description         = "k"
  enable_key_rotation = var.rotate
}

resource "aws_kms_key" "never" {
  description = "never"
}
`;
  const called = `module "a" {
  source = "./keys"
  rotate = false
}

module "b" {
  source = "./keys"
  rotate = var.rotate
}

module "c" {
  source = "./keys"
  rotate = true
}

variable "rotate" {
  type        = bool
  description = "Whether to rotate"
}
`;
  const files = {
    "main.tf": called,
    "keys/main.tf": module,
    "terraform.tfvars": "# production\nrotate = false # yet\n",
  };

  it("a module that is called several times is mended once, and values where they are given, for somebody to look at", () => {
    const safe = directoryWith(files);
    fix(safe, ...endpoint);
    const mended = module.replace(
      '  description = "never"\n',
      '  description         = "never"\n  enable_key_rotation = true\n',
    );
    expect(contents(safe)).toEqual({ ...files, "keys/main.tf": mended });
    const all = directoryWith(files);
    expect(lintel(all, ["scan", ".", "--fix-needs-review", ...endpoint]).code).toBe(0);
    expect(contents(all)).toEqual({
      "keys/main.tf": mended,
      "main.tf": called.replace("= false", "= true"),
      "terraform.tfvars": "# production\nrotate = true # yet\n",
    });
  });

  it("of instances, only those are changed that fail", () => {
    const text = `resource "aws_kms_key" "k" {
  for_each = {
    a = { on = false } # first
    b = { on = true }
    c = { on = false }
  }

  enable_key_rotation = each.value.on
}
`;
    const directory = directoryWith({ "main.tf": text });
    expect(fix(directory, ...endpoint).code).toBe(1);
    expect(read(directory)).toBe(text);
    expect(lintel(directory, ["scan", ".", "--fix-needs-review", ...endpoint]).code).toBe(0);
    expect(read(directory)).toBe(text.replaceAll("false", "true"));
  });

  it("values of the command line have no fix", () => {
    const text = `variable "on" {\n  type = bool\n}\n\nresource "aws_kms_key" "k" {\n  enable_key_rotation = var.on\n}\n`;
    const directory = directoryWith({ "main.tf": text });
    const { result } = scanJson(directory, [".", "--var", "on=false", "--fix-needs-review", ...endpoint]);
    expect(result.findings.map((finding) => finding.fix)).toEqual([null]);
    expect(read(directory)).toBe(text);
  });

  it("a plan's resources are not mended, nor is what they were planned from", () => {
    const planned = {
      format_version: "1.2",
      terraform_version: "1.9.0",
      planned_values: {
        root_module: {
          resources: [
            {
              address: "aws_kms_key.k",
              mode: "managed",
              type: "aws_kms_key",
              name: "k",
              provider_name: "registry.terraform.io/hashicorp/aws",
              values: { description: "k", enable_key_rotation: false },
            },
          ],
        },
      },
      resource_changes: [
        {
          address: "aws_kms_key.k",
          mode: "managed",
          type: "aws_kms_key",
          name: "k",
          change: {
            actions: ["create"],
            before: null,
            after: { description: "k", enable_key_rotation: false },
            after_unknown: {},
          },
        },
      ],
      configuration: { root_module: {} },
    };
    const text = 'resource "aws_kms_key" "k" {\n  description = "k"\n}\n';
    const directory = directoryWith({ "src/main.tf": text, "plan.json": JSON.stringify(planned) });
    const before = contents(directory);
    const { result } = scanJson(directory, ["plan.json", "--source-dir", "src", "--fix-needs-review", ...endpoint]);
    expect(failures(result)).toEqual(["aws-kms-key-rotation-off"]);
    expect(result.findings.map((finding) => finding.fix)).toEqual([null]);
    expect(contents(directory)).toEqual(before);
  });
});

describe("secrets", () => {
  const secret = ["hunter2", "Sup3r", "S3cret", "Q9zX"].join("-");
  const unencrypted = ["--fix-needs-review", "-p", "aws-database-unencrypted"];

  /** What a run says, on both streams and in reports of every format. */
  const said = (directory: string, paths: readonly string[], policy: string): string =>
    [
      ["--fix-dry-run", "--fix-needs-review"],
      ["-f", "json"],
      ["-f", "sarif"],
      ["-f", "text"],
    ]
      .map((args) => lintel(directory, ["scan", ...paths, ...args, "-p", policy]))
      .map(({ stdout, stderr }) => stdout + stderr)
      .join("");

  it("are in no patch and in no fix of a report, and what is beside them is mended all the same", () => {
    const database = `resource "aws_db_instance" "d" {
  engine            = "postgres"
  password          = "${secret}"
  storage_encrypted = false
}

resource "aws_db_instance" "e" { password = "${secret}" }
`;
    const directory = directoryWith({ "main.tf": database });
    expect(said(directory, ["."], "aws-database-unencrypted")).not.toContain(secret);
    const dry = lintel(directory, ["scan", ".", "--fix-dry-run", ...unencrypted]);
    expect(dry.stdout).toBe(
      "--- a/main.tf\n+++ b/main.tf\n@@ -4,3 +4,3 @@\n-  storage_encrypted = false\n+  storage_encrypted = true\n }\n \n",
    );
    expect(dry.stderr).toMatch(/A change of main\.tf near line 7 is not printed/);
    const { result } = scanJson(directory, [".", ...unencrypted.slice(1)]);
    expect(result.findings.map((finding) => finding.fix?.edits.length)).toEqual([1, 3]);
    lintel(directory, ["scan", ".", ...unencrypted]);
    expect(read(directory)).toBe(
      database
        .replace("storage_encrypted = false", "storage_encrypted = true")
        .replace(`{ password = "${secret}" }`, `{\n  password          = "${secret}"\n  storage_encrypted = true\n}`),
    );
  });

  it("are not taken for what a policy says", () => {
    const text = `resource "aws_instance" "i" {\n  ami = "ami-1"\n}\n\nresource "aws_instance" "j" {\n  metadata_options {\n    http_tokens = "optional"\n  }\n}\n`;
    const directory = directoryWith({ "main.tf": text });
    const { stdout, stderr } = lintel(
      directory,
      "scan . --fix-dry-run --fix-needs-review -p aws-instance-imds-v1".split(" "),
    );
    expect(stdout.match(/^[+] +http_tokens = "required"$/gm)).toHaveLength(2);
    expect(stderr).not.toContain("not printed");
  });

  it("are so, too, where nothing but a variable tells, and in files that are linked to", () => {
    const files = {
      "app/terraform.tfvars": 'word = "plain words"\non   = false\n',
      "app/main.tf": `variable "word" {
  type      = string
  sensitive = true
}

variable "on" {
  type = bool
}

module "m" {
  source = "../keys"
  word   = "other words"
  on     = false
}

module "n" {
  source = "../keys"
  word   = var.word
  on     = var.on
}
`,
      "keys/variables.tf": 'variable "on" {}\n\nvariable "word" {\n  sensitive = true\n}\n',
      "real.tf":
        'resource "aws_kms_key" "k" {\n  description         = var.word\n  enable_key_rotation = var.on\n}\n\nresource "aws_kms_key" "l" {\n  description = local.more\n}\n\nlocals {\n  more = sensitive("even more words")\n}\n',
    };
    const directory = directoryWith(files);
    symlinkSync("../real.tf", join(directory, "keys", "main.tf"));
    const rotation = ["--fix-needs-review", "-p", "aws-kms-key-rotation-off"];
    const text = said(directory, ["app", "keys"], "aws-kms-key-rotation-off");
    expect(text).toContain("+  enable_key_rotation = true");
    for (const words of ["plain words", "other words", "even more words"]) expect(text).not.toContain(words);
    expect(lintel(directory, ["scan", "app", "keys", ...rotation]).code).toBe(0);
    expect(contents(directory)).toEqual({
      "app/terraform.tfvars": files["app/terraform.tfvars"].replace("false", "true"),
      "app/main.tf": files["app/main.tf"].replace("on     = false", "on     = true"),
      "keys/main.tf": contents(directory)["real.tf"],
      "keys/variables.tf": files["keys/variables.tf"],
      "real.tf": files["real.tf"].replace(
        "  description = local.more\n",
        "  description         = local.more\n  enable_key_rotation = true\n",
      ),
    });
  });
});

describe("the reports", () => {
  it("hold the edits, which lead to what --fix makes of each finding", () => {
    const directory = directoryWith(everything);
    lintel(directory, ["scan", ".", "-f", "json", "-o", "a.json", "-f", "sarif", "-o", "b.sarif", ...onlyThese]);
    const { findings } = JSON.parse(read(directory, "a.json")) as ScanResult;
    const { runs } = JSON.parse(read(directory, "b.sarif")) as Log;
    const fixable = findings.filter(({ fix: found }) => found !== null);
    expect(fixable.length).toBeGreaterThan(5);
    const replaced = (runs[0]?.results ?? [])
      .flatMap(({ fixes = [] }) => fixes)
      .map(({ artifactChanges }) => artifactChanges);
    expect(replaced.length).toBe(fixable.length);
    const edits = fixable.map(({ fix: found }) =>
      (found?.edits ?? []).map(({ location: { file, start, end }, text }) => ({ file, start, end, text })),
    );
    expect(
      replaced.map((changes) =>
        changes.flatMap(({ artifactLocation, replacements }) =>
          replacements.map(({ deletedRegion, insertedContent }) => ({
            file: decodeURI(artifactLocation.uri ?? ""),
            start: { line: deletedRegion.startLine, column: deletedRegion.startColumn },
            end: { line: deletedRegion.endLine ?? deletedRegion.startLine, column: deletedRegion.endColumn },
            text: insertedContent?.text,
          })),
        ),
      ),
    ).toEqual(edits);
  });

  it("and explanations say what mends it", () => {
    const directory = directoryWith({ "main.tf": mixed });
    const { stdout } = lintel(directory, ["scan", ".", ...onlyThese]);
    expect(stdout.match(/^ +Fix +--fix mends this\.$/gm)).toHaveLength(2);
    expect(stdout.match(/^ +Fix +--fix-needs-review mends this; /gm)).toHaveLength(1);
    expect(lintel(directory, ["explain", "aws-kms-key-rotation-off"]).stdout).toContain(
      "lintel scan --fix sets enable_key_rotation to true.",
    );
    expect(lintel(directory, ["explain", "kubernetes-host-port"]).stdout).toContain(
      "lintel scan --fix-needs-review removes hostPort.",
    );
    expect(lintel(directory, ["explain", "aws-iam-policy-full-admin"]).stdout).not.toContain("--fix");
  });
});

describe("manifests", () => {
  const all = (...policies: string[]): string[] => ["--fix-needs-review", "-p", policies.join(",")];

  it("of every shape are mended in place", () => {
    const directory = directoryWith({ "web.yaml": everything["apps/web.yaml"] ?? "" });
    const policies = ["kubernetes-host-pid", "kubernetes-container-privileged"];
    expect(lintel(directory, ["scan", ".", ...all(...policies)]).code).toBe(0);
    expect(read(directory, "web.yaml")).toBe(
      (everything["apps/web.yaml"] ?? "")
        .replace("      hostPID: true # why\n", "")
        .replace("privileged: true", "privileged: false"),
    );
  });

  it("that a kustomization lists are mended themselves", () => {
    const pod =
      "apiVersion: v1\nkind: Pod\nmetadata:\n  name: a # named\nspec:\n  hostPID: true\n  containers:\n    - name: a\n";
    const files = {
      "base/kustomization.yaml": "resources: [pod.yaml]\n",
      "base/pod.yaml": pod,
      "overlays/prod/kustomization.yaml": "resources: [../../base]\nlabels:\n  - pairs: { app: a }\n",
    };
    const directory = directoryWith(files);
    expect(lintel(directory, ["scan", ".", ...all("kubernetes-host-pid")]).code).toBe(0);
    expect(contents(directory)).toEqual({ ...files, "base/pod.yaml": pod.replace("  hostPID: true\n", "") });
  });

  it("with anchors are changed where the value is, which stands for all", () => {
    const text = `apiVersion: v1
kind: Pod
metadata: { name: a }
spec:
  containers:
    - name: a
      securityContext: &shared { privileged: true } # both
    - name: b
      securityContext: *shared
`;
    const directory = directoryWith({ "pod.yaml": text });
    expect(lintel(directory, ["scan", ".", ...all("kubernetes-container-privileged")]).code).toBe(0);
    expect(read(directory, "pod.yaml")).toBe(text.replace("privileged: true", "privileged: false"));
  });

  it("of which one cannot be read do not keep the others from being mended", () => {
    const files = { "broken.yaml": "apiVersion: v1\nkind: Pod\nmetadata: {\n", "main.tf": mixed };
    const directory = directoryWith(files);
    expect(fix(directory, ...onlyThese).code).toBe(2);
    expect(contents(directory)).toEqual({ ...files, "main.tf": safelyFixed });
  });
});

describe("what was fixed", () => {
  withTerraform("is laid out as terraform fmt would, and parses", () => {
    const directory = directoryWith(
      Object.fromEntries(Object.entries(everything).filter(([name]) => /^(?:main|windows)[.]tf/.test(name))),
    );
    lintel(directory, ["scan", ".", "--fix-needs-review"]);
    const checked = spawnSync("terraform", ["fmt", "-check", "-diff", "main.tf"], { cwd: directory, encoding: "utf8" });
    expect(checked.stdout).toBe("");
    expect(checked.status).toBe(0);
    expect(read(directory)).not.toBe(mixed);
    expect(JSON.parse(read(directory, "main.tf.json"))).toEqual({
      resource: { aws_kms_key: { j: { description: "json", enable_key_rotation: true } } },
    });
  });
});
