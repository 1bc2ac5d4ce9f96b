import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { root, ScratchRepository, volume } from "./scratch.js";

const textOf = (file: string): string => readFileSync(join(root, "examples/integrations", file), "utf8");

describe("what other tools run", () => {
  it("is, for reviewdog, a report that it reads", () => {
    const { runner } = parse(textOf("reviewdog/.reviewdog.yml")) as {
      runner: { lintel: { cmd: string; format: string } };
    };
    const repository = new ScratchRepository({ "a.tf": volume("a") });
    const command = runner.lintel.cmd.replace(/^npx --yes lintel@[\d.]+/, "lintel");
    const { code, output } = repository.run("sh", ["-c", command]);
    expect([code, runner.lintel.format]).toEqual([0, "rdjson"]);
    const { diagnostics } = JSON.parse(output) as { diagnostics: { location: { path: string } }[] };
    expect(diagnostics.map(({ location }) => location.path)).toContain("a.tf");
  });

  it("is, for Atlantis, a scan of the plan that fails it", () => {
    const { workflows } = parse(textOf("atlantis/repos.yaml")) as {
      workflows: { lintel: { plan: { steps: (string | { run: string })[] } } };
    };
    const step = workflows.lintel.plan.steps.find((each) => typeof each !== "string");
    const plan = {
      format_version: "1.2",
      terraform_version: "1.11.4",
      planned_values: {
        root_module: {
          resources: [
            {
              address: "aws_ebs_volume.a",
              mode: "managed",
              type: "aws_ebs_volume",
              name: "a",
              provider_name: "registry.terraform.io/hashicorp/aws",
              schema_version: 0,
              values: { encrypted: false },
            },
          ],
        },
      },
      resource_changes: [
        {
          address: "aws_ebs_volume.a",
          mode: "managed",
          type: "aws_ebs_volume",
          name: "a",
          provider_name: "registry.terraform.io/hashicorp/aws",
          change: { actions: ["create"], before: null, after: { encrypted: false }, after_unknown: {} },
        },
      ],
      configuration: { root_module: { resources: [] } },
    };
    const repository = new ScratchRepository({ "a.tf": volume("a"), "show.json": JSON.stringify(plan) });
    const { code, output } = repository.run("sh", ["-c", step?.run ?? ""], { SHOWFILE: "show.json" });
    expect({ code, output }).toMatchObject({ code: 1 });
    expect(output).toContain("a.tf:3");
  });

  it("is, for Terragrunt, a scan of the module", () => {
    const [, words = ""] = /execute\s*=\s*(\[[^\]]*\])/.exec(textOf("terragrunt/terragrunt.hcl")) ?? [];
    const [command = "", ...args] = JSON.parse(words) as string[];
    const repository = new ScratchRepository({ "a.tf": volume("a") });
    expect(repository.run(command, args).code).toBe(1);
    const clean = new ScratchRepository({});
    cpSync(join(root, "examples/integrations/terragrunt"), clean.directory, { recursive: true });
    expect(clean.run(command, args)).toMatchObject({ code: 0 });
  });

  it("is, for MegaLinter, a scan that writes SARIF where it is told to", () => {
    const { linters } = parse(textOf("megalinter/lintel.megalinter-descriptor.yml")) as {
      linters: { cli_lint_extra_args: string[]; cli_sarif_args: string[] }[];
    };
    const [linter] = linters;
    const repository = new ScratchRepository({ "a.tf": volume("a") });
    const sarif = (linter?.cli_sarif_args ?? []).map((word) => word.replace("{{SARIF_OUTPUT_FILE}}", "out.sarif"));
    const { code } = repository.run("lintel", [...(linter?.cli_lint_extra_args ?? []), ...sarif]);
    expect(code).toBe(1);
    expect(readFileSync(join(repository.directory, "out.sarif"), "utf8")).toContain("aws-ebs-volume-unencrypted");
  });
});
