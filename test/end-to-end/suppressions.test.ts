import type { Log } from "sarif";
import { describe, expect, it } from "vitest";
import { directoryWith, lintel, scanJson } from "./binary.js";

const group = (name: string, above = "", inside = ""): string => `${above}resource "aws_security_group" "${name}" {
${inside}  description = "x"
  ingress {
    description = "x"
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
`;

const only = ["--policy", "aws-security-group-ssh-open"];

describe("suppressions", () => {
  it("of three other tools take effect, and one that is over comes back", () => {
    const directory = directoryWith({
      "main.tf": [
        group("a", "", "  #checkov:skip=CKV_AWS_24:A bastion\n"),
        group("b", "#tfsec:ignore:aws-ec2-no-public-ingress-sgr:exp:2027-01-31\n"),
        group("c", "# kics-scan ignore-block\n"),
        group("d", '# lintel:ignore aws-security-group-ssh-open reason="Soon" until=2027-01-31 owner=net\n'),
      ].join("\n"),
    });
    const before = scanJson(directory, [".", ...only, "--today", "2027-01-31"]);
    expect(before.run.code).toBe(0);
    expect(before.result.summary).toMatchObject({ failed: 0, suppressed: 4 });
    expect(before.result.findings.map(({ suppression }) => suppression?.tool ?? "lintel")).toEqual([
      "checkov",
      "tfsec",
      "kics",
      "lintel",
    ]);
    const after = scanJson(directory, [".", ...only, "--today", "2027-02-01"]);
    expect(after.run.code).toBe(1);
    expect(after.result.summary).toMatchObject({ failed: 2, suppressed: 2 });
    expect(
      after.result.diagnostics.map(
        ({ code, location }) => `${code} ${String(location?.file)}:${String(location?.start.line)}`,
      ),
    ).toEqual(["suppression-expired main.tf:13", "suppression-expired main.tf:37"]);
  });

  it("are counted, and listed when that is asked for", () => {
    const directory = directoryWith({
      "main.tf": group(
        "a",
        '# lintel:ignore aws-security-group-ssh-open reason="A bastion" owner=net until=2099-01-31\n',
      ),
    });
    const counted = lintel(directory, ["scan", ".", ...only]);
    expect(counted.code).toBe(0);
    expect(counted.stdout).toContain("Suppressed  1: 1 by comment. --show-suppressed lists them.");
    expect(counted.stdout).not.toContain("A bastion");
    const listed = lintel(directory, ["scan", ".", ...only, "--show-suppressed"]);
    expect(listed.stdout).toContain("A bastion; owner net; until 2099-01-31; comment at main.tf:1:3");
  });

  it("are in SARIF, within and outside of the source", () => {
    const directory = directoryWith({
      "main.tf": group("a", '# lintel:ignore aws-security-group-ssh-open reason="A bastion"\n') + group("b"),
      "lintel.yaml":
        "version: 1\nsuppress: [{ policy: CKV_AWS_24, address: aws_security_group.b, reason: Soon, owner: net }]\n",
    });
    const { code, stdout } = lintel(directory, ["scan", ".", ...only, "--format", "sarif"]);
    expect(code).toBe(0);
    const log = JSON.parse(stdout) as Log;
    const suppressions = (log.runs[0]?.results ?? []).flatMap((result) => result.suppressions ?? []);
    expect(suppressions.map(({ kind, status, justification }) => [kind, status, justification])).toEqual([
      ["inSource", "accepted", "A bastion"],
      ["external", "accepted", "Soon"],
    ]);
  });
});
