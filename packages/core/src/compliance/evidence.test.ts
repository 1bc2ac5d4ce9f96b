import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, test } from "vitest";
import { readPolicy } from "../policy/read.js";
import type { NotApplicable } from "../policy/finding.js";
import { scan } from "../scan.js";
import { createMemoryHost } from "../source/memory-host.js";
import type { Policy } from "../policy/policy.js";
import { makeEvidence, type Evidence, type EvidenceParts } from "./evidence.js";
import type { Framework } from "./framework.js";

const framework: Framework = {
  id: "demo",
  title: "Demo",
  edition: "1",
  publisher: "Nobody",
  link: "https://example.com",
  isComplete: false,
  completeness: "Only this.",
  controls: [
    { id: "1", title: "Disks are encrypted", coverage: "full", isAutomatable: true, why: null, policies: [] },
    { id: "2", title: "People are kind", coverage: "none", isAutomatable: false, why: "No file tells.", policies: [] },
  ],
};

async function policy(id: string, lines: string): Promise<Policy> {
  const text = `id: ${id}\ntitle: A disk is not encrypted\nseverity: high\ncategory: encryption\ndescription: It matters.\nremediation: Mend it.\ncontrols: { demo: ["1"] }\n${lines}`;
  const { policy: read, diagnostics } = await readPolicy(`${id}.yaml`, text);
  if (read === undefined) throw new Error(diagnostics.map(({ message }) => message).join(" "));
  return read;
}

const disks = `
variable "encrypted" {
  type = bool
}
resource "aws_ebs_volume" "bad" {
  encrypted = false
}
resource "aws_ebs_volume" "good" {
  encrypted = true
}
resource "aws_ebs_volume" "either" {
  encrypted = var.encrypted
}
resource "aws_ebs_volume" "other" {
  type      = "none"
  encrypted = false
}
`;

async function evidenceOf(parts: Partial<EvidenceParts> = {}): Promise<Evidence> {
  const policies = [
    await policy(
      "disk-encrypted",
      "match: aws_ebs_volume\nwhen: { type: { not: { equals: none }, default: gp3 } }\nrequire: { encrypted: true }\n",
    ),
  ];
  let notApplicable: readonly NotApplicable[] = [];
  const result = await scan({
    host: createMemoryHost({ "main.tf": disks }),
    paths: ["."],
    policies,
    frameworks: [framework],
    includePassed: true,
    onNotApplicable: (places) => {
      notApplicable = places;
    },
  });
  return makeEvidence({
    result,
    notApplicable,
    frameworks: [framework],
    frameworkSources: {},
    policies: policies.map(({ id, title, severity }) => ({ id, title, severity, version: null, source: null })),
    inputs: [
      { file: "b.tf", sha256: "0".repeat(64), isCommitted: true },
      { file: "a.tf", sha256: "1".repeat(64), isCommitted: false },
    ],
    repository: { kind: "git", commit: "c0ffee", committedAt: "2030-01-31T00:00:00Z", isClean: true, changes: [] },
    today: "2030-01-31",
    settings: { paths: [""], variables: [], variableFiles: [], workspace: null, scenarios: [], usesEnvironment: false },
    ...parts,
  });
}

describe("evidence", () => {
  test("has each resource with its state and its line", async () => {
    const { frameworks } = await evidenceOf();
    const [first, second] = frameworks[0]?.controls ?? [];
    expect(
      first?.resources.map(({ address, state, verdicts }) => [address, state, verdicts[0]?.location.start.line]),
    ).toEqual([
      ["aws_ebs_volume.bad", "fail", 6],
      ["aws_ebs_volume.either", "unknown", 12],
      ["aws_ebs_volume.good", "pass", 8],
      ["aws_ebs_volume.other", "not-applicable", 14],
    ]);
    expect(first?.state).toBe("fail");
    expect([second?.state, second?.automatable, second?.why, second?.resources]).toEqual([
      "not-covered",
      false,
      "No file tells.",
      [],
    ]);
  });

  test("keeps the state of what is suppressed, with what accepts it", async () => {
    const suppression = { kind: "comment", tool: null, reason: "old", owner: "me", until: null, location: null };
    const suppressed = await evidenceOf({ result: await suppressedResult(suppression) });
    const [resource] = suppressed.frameworks[0]?.controls[0]?.resources ?? [];
    expect([resource?.state, resource?.verdicts[0]?.suppression?.reason]).toEqual(["fail", "old"]);
  });

  test("is what the published schema says", async () => {
    const schema = JSON.parse(
      readFileSync(new URL("../../schemas/evidence-v1.schema.json", import.meta.url), "utf8"),
    ) as object;
    const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
    addFormats.default(ajv);
    const validate = ajv.compile(schema);
    for (const repository of [undefined, { kind: "none", why: "There is none." }] as const) {
      validate(JSON.parse(JSON.stringify(await evidenceOf(repository === undefined ? {} : { repository }))));
      expect(validate.errors).toBe(null);
    }
    expect(validate({ evidenceVersion: 1 })).toBe(false);
  });

  test("names inputs in the order of their paths, and only policies that judged", async () => {
    const evidence = await evidenceOf({
      policies: [{ id: "other", title: "T", severity: "low", version: null, source: null }],
    });
    expect(evidence.inputs.map(({ file }) => file)).toEqual(["a.tf", "b.tf"]);
    expect(evidence.policies).toEqual([]);
  });
});

async function suppressedResult(
  suppression: NonNullable<EvidenceParts["result"]["findings"][number]["suppression"]>,
): Promise<EvidenceParts["result"]> {
  const result = await scan({
    host: createMemoryHost({ "main.tf": disks }),
    paths: ["."],
    policies: [await policy("disk-encrypted", "match: aws_ebs_volume\nrequire: { encrypted: true }\n")],
    frameworks: [framework],
    includePassed: true,
  });
  return {
    ...result,
    findings: result.findings.map((finding) =>
      finding.status === "fail" ? { ...finding, status: "suppressed", suppression } : finding,
    ),
  };
}
