import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { directoryWith, harmless, lintel, openSecurityGroup, scanJson } from "./binary.js";

/** Two verdicts on SSH, of which one is not known. */
const half = `${openSecurityGroup}
variable "cidrs" {}
resource "aws_security_group" "other" {
  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = var.cidrs
  }
}
`;

const onePolicy = ["--policy", "aws-security-group-ssh-open", "--fail-on", "none"];

describe("coverage", () => {
  it("is in the report, as its schema says, and in the summary of the text", () => {
    const directory = directoryWith({
      "main.tf": half + 'module "far" {\n  source = "example/far/aws"\n}\n',
      "values.yaml": "a: 1\n",
      "prod.tfvars": "",
    });
    const { result } = scanJson(directory, [".", ...onePolicy]);
    expect(result.coverage).toEqual({
      filesFound: 3,
      filesParsed: 1,
      filesSkipped: { "not-a-manifest": 1, "variables-not-loaded": 1 },
      moduleCalls: 1,
      modulesNotLoaded: 1,
      resources: 2,
      verdictsKnown: 1,
      verdicts: 2,
      unknownReasons: { "no-value": 1 },
      policiesWithoutTarget: [],
    });
    const path = fileURLToPath(new URL("../../packages/core/schemas/report-v1.schema.json", import.meta.url));
    const validate = new Ajv2020({ strict: false }).compile(JSON.parse(readFileSync(path, "utf8")) as object);
    expect(validate(result) ? [] : validate.errors).toEqual([]);
    const { stdout } = lintel(directory, ["scan", ".", ...onePolicy]);
    const summary = stdout.slice(stdout.lastIndexOf("\n\n")).replace(/\s+/g, " ");
    expect(summary).toContain("1 of 3 files parsed; 1 of 1 module call not loaded; 1 of 2 verdicts known (50 %)");
  });

  it("names every policy that found nothing to judge", () => {
    const { result } = scanJson(directoryWith({ "main.tf": harmless }));
    expect(result.coverage?.policiesWithoutTarget.length).toBeGreaterThan(result.summary.policies / 2);
    expect(result.coverage?.policiesWithoutTarget).toContain("aws-security-group-ssh-open");
  });

  it("is not in what quiet text says", () => {
    expect(lintel(directoryWith({ "main.tf": half }), ["scan", ".", "--quiet"]).stdout).not.toContain("Coverage");
  });

  it("is part of evidence", () => {
    const directory = directoryWith({ "main.tf": half });
    expect(lintel(directory, ["evidence", ".", "--framework", "soc2", "--output", "out"]).code).toBe(0);
    const evidence = JSON.parse(readFileSync(join(directory, "out/evidence.json"), "utf8")) as { coverage?: object };
    expect(evidence.coverage).toMatchObject({ filesFound: 1, filesParsed: 1 });
    expect(readFileSync(join(directory, "out/evidence.md"), "utf8")).toContain("Verdicts that are known");
  });
});

describe("required coverage", () => {
  const scan = (files: Readonly<Record<string, string>>, ...args: readonly string[]) =>
    lintel(directoryWith(files), ["scan", ".", ...onePolicy, ...args]);

  it("fails a run that knows less, in one sentence", () => {
    const { code, stderr } = scan({ "main.tf": half }, "--require-coverage", "50.1");
    expect(code).toBe(1);
    expect(stderr).toBe("lintel: Only 50 % of 2 verdicts are known, where --require-coverage asks for 50.1 %.\n");
    expect(scan({ "main.tf": half }, "--require-coverage", "50")).toMatchObject({ code: 0, stderr: "" });
    expect(scan({ "main.tf": half }).code).toBe(0);
  });

  it("is what the flag says rather than the configuration", () => {
    const files = { "main.tf": half, "lintel.yaml": "version: 1\nrequireCoverage: 90\n" };
    expect(scan(files)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("the configuration requires 90 %") as string,
    });
    expect(scan(files, "--require-coverage", "10").code).toBe(0);
  });

  it("does not hide a worse outcome", () => {
    expect(scan({ "main.tf": half, "broken.tf": "}" }, "--require-coverage", "100").code).toBe(2);
  });

  it("is reached where there is nothing to judge, but not where that is for want of modules", () => {
    expect(scan({ "main.tf": harmless }, "--require-coverage", "100").code).toBe(0);
    const missing = 'module "far" {\n  source = "example/far/aws"\n}\n';
    const { code, stderr } = scan({ "main.tf": missing }, "--require-coverage", "1");
    expect(code).toBe(1);
    expect(stderr).toContain("Nothing was judged");
  });

  it.each(["-1", "101", "ninety", "90%"])("cannot be %s", (text) => {
    const { code, stdout, stderr } = scan({ "main.tf": harmless }, `--require-coverage=${text}`);
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain("0 to 100");
  });
});

describe("statistics", () => {
  it("are on stderr, and leave the report as it is", () => {
    const directory = directoryWith({ "main.tf": half });
    const plain = lintel(directory, ["scan", ".", "--format", "json"]);
    const measured = lintel(directory, ["scan", ".", "--format", "json", "--stats"]);
    expect(measured.stdout).toBe(plain.stdout);
    expect(plain.stderr).toBe("");
    for (const word of ["Time", "Policies", "Attributes", "Read", "Memory"]) expect(measured.stderr).toContain(word);
    expect(measured.stderr).toMatch(/aws-security-group-\S+, asked 2 times/);
  });
});
