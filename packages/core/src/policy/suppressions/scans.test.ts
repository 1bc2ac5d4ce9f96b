import { describe, expect, test } from "vitest";
import { fix } from "../../fix.js";
import { loadProject } from "../../project/project.js";
import { createMemoryHost } from "../../source/memory-host.js";
import type { PolicyEngine } from "../engine.js";
import { readPolicy } from "../read.js";
import { suppress } from "../../suppressing.test.support.js";

const bucket = (comment: string): string =>
  `resource "aws_s3_bucket" "b" {\n  acl = "public-read"${comment}\n  versioning {\n    enabled = true\n  }\n}\n`;

describe("what is hard-mandatory", () => {
  test("is not suppressed by anything, and whoever tries is told", async () => {
    const files = {
      "lintel.yaml": `version: 1
policies: { acl-public: { enforcement: hard-mandatory } }
suppress: [{ policy: acl-public, path: "**" }]
`,
      "main.tf": bucket(" # lintel:ignore acl-public, ssh-open"),
      ".trivyignore": "AWS-0092\n",
    };
    const project = await loadProject(createMemoryHost(files), [""]);
    const { suppressed, failed, said } = await suppress(files, { project });
    expect([suppressed.length, failed.length]).toEqual([0, 1]);
    expect(said).toEqual([
      "suppression-refused .trivyignore:1",
      "suppression-refused lintel.yaml:3",
      "suppression-refused main.tf:2",
      "suppression-unused main.tf:2",
    ]);
  });
});

describe("a configuration", () => {
  const scanWith = async (files: Readonly<Record<string, string>>, paths: readonly string[]) => {
    const project = await loadProject(createMemoryHost(files), paths);
    return suppress(files, { project, paths });
  };

  test("that switches a policy off in some files makes no suppression there useless", async () => {
    const files = {
      "lintel.yaml": 'version: 1\noverrides: [{ paths: ["old/**"], policies: { acl-public: off } }]\n',
      "old/main.tf": bucket(" # lintel:ignore acl-public"),
      "main.tf": bucket(" # lintel:ignore versioning-off"),
    };
    expect((await scanWith(files, [""])).said).toEqual(["suppression-unused main.tf:2"]);
  });

  test("that suppresses elsewhere, too, does not do so in vain", async () => {
    const files = {
      "lintel.yaml": 'version: 1\nsuppress: [{ policy: acl-public, path: "b/**" }]\n',
      "a/main.tf": bucket(""),
      "b/main.tf": bucket(""),
    };
    expect((await scanWith(files, ["a"])).said).toEqual([]);
    expect((await scanWith(files, [""])).suppressed).toEqual(["acl-public aws_s3_bucket.b b/main.tf:2"]);
    const { said } = await scanWith({ ...files, "b/main.tf": bucket("").replace("public-read", "private") }, [""]);
    expect(said).toEqual(["suppression-unused lintel.yaml:2"]);
  });
});

describe("policies of other languages", () => {
  const engine: PolicyEngine = {
    entries: [
      {
        id: "rego-acl",
        title: "A bucket is public",
        severity: "high",
        category: "exposure",
        preset: "recommended",
        match: ["*"],
        aliases: [],
        reportsUnknown: false,
      },
    ],
    evaluate: (documents) => {
      const document = documents.graph();
      const policy = { id: "rego-acl", title: "A bucket is public", severity: "high", category: "exposure" } as const;
      const verdicts =
        document === undefined
          ? []
          : ["a", "b"].map((name) => ({
              policy: { ...policy, description: "It matters.", remediation: "Mend it." },
              message: "It is public.",
              document,
              address: `aws_s3_bucket.${name}`,
              path: ["acl"],
            }));
      return Promise.resolve({ verdicts, diagnostics: [] });
    },
  };

  test("are suppressed where they find something", async () => {
    const { suppressed, failed, said } = await suppress(
      { "main.tf": bucket(" # lintel:ignore rego-acl") + bucket("").replace('"b"', '"a"') },
      { engines: [engine], policies: [] },
    );
    expect(suppressed).toEqual(["rego-acl aws_s3_bucket.b main.tf:2"]);
    expect(failed).toEqual(["rego-acl aws_s3_bucket.a main.tf:8"]);
    expect(said).toEqual([]);
  });
});

describe("a plan", () => {
  const plan = (address: string): string =>
    JSON.stringify({
      format_version: "1.2",
      terraform_version: "1.9.0",
      planned_values: {
        root_module: {
          resources: [
            {
              address,
              mode: "managed",
              type: "aws_s3_bucket",
              name: "b",
              provider_name: "registry.terraform.io/hashicorp/aws",
              values: { acl: "public-read", versioning: [{ enabled: true }] },
            },
          ],
        },
      },
      resource_changes: [
        {
          address,
          mode: "managed",
          type: "aws_s3_bucket",
          name: "b",
          provider_name: "registry.terraform.io/hashicorp/aws",
          change: {
            actions: ["create"],
            before: null,
            after: { acl: "public-read", versioning: [{ enabled: true }] },
            after_unknown: {},
          },
        },
      ],
      configuration: {},
    });

  test("is suppressed by what stands in the source of what it plans", async () => {
    const files = { "plan.json": plan("aws_s3_bucket.b"), "src/main.tf": bucket(" # lintel:ignore acl-public") };
    const options = { paths: ["plan.json"], sourceDirectory: "src" };
    const { suppressed, failed, said } = await suppress(files, options);
    expect(suppressed).toEqual(["acl-public aws_s3_bucket.b src/main.tf:2"]);
    expect([failed, said]).toEqual([[], []]);
  });
});

describe("a fix", () => {
  test("is not made of what is suppressed, and may leave a suppression without a use", async () => {
    const text = (id: string, acl: string): string => `id: ${id}
title: A bucket is public
severity: high
category: exposure
description: It matters.
remediation: Mend it.
match: aws_s3_bucket
deny: { acl: { in: ${acl} } }
fix: { safe: true, set: { acl: private } }
`;
    const fixable = (await readPolicy("p.yaml", text("acl-fixable", "[public-read]"))).policy;
    const other = (await readPolicy("p.yaml", text("acl-other", "[public-read, public]"))).policy;
    if (fixable === undefined || other === undefined) throw new Error("the policies are not valid");
    const run = (comment: string) =>
      fix(
        { host: createMemoryHost({ "main.tf": bucket(comment) }), paths: [""], policies: [fixable, other] },
        { needsReview: true },
      );
    const both = await run(" # lintel:ignore acl-fixable, acl-other");
    expect([both.files.length, both.result.summary.suppressed]).toEqual([0, 2]);
    const one = await run(" # lintel:ignore acl-other");
    expect(one.files.length).toBe(1);
    expect(one.result.diagnostics.map(({ code }) => code)).toEqual(["suppression-unused"]);
  });
});
