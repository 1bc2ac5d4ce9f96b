import { readPolicy, type Policy } from "@lintel/core";
import { describe, expect, it } from "vitest";
import { answerCommand, type AnswerContext } from "./answer.js";
import { parseCommand } from "./parse-command.js";

describe("a command in a comment", () => {
  it.each([
    ["/lintel rescan", { kind: "rescan" }],
    ["Please look again.\n\n/lintel rescan\n", { kind: "rescan" }],
    ["/LINTEL Explain CKV_AWS_24", { kind: "explain", policy: "CKV_AWS_24" }],
    ["/lintel ignore a-b", { kind: "ignore", policy: "a-b", until: undefined, reason: undefined }],
    [
      "/lintel ignore a-b until 2030-01-31 because it is a public site",
      { kind: "ignore", policy: "a-b", until: "2030-01-31", reason: "it is a public site" },
    ],
    ["/lintel ignore a-b because x until y", { kind: "ignore", policy: "a-b", until: undefined, reason: "x until y" }],
  ])("is read: %j", (body, command) => {
    expect(parseCommand(body)).toEqual(command);
  });

  it.each([
    "/lintel",
    "/lintel dance",
    "/lintel explain",
    "/lintel explain <script>",
    "/lintel ignore a-b until tomorrow because x",
    "/lintel ignore a-b until 2030-02-31",
    "/lintel ignore a-b whatever",
  ])("that makes no sense is told so: %j", (body) => {
    expect(parseCommand(body)).toMatchObject({ kind: "unknown" });
  });

  it.each([
    "",
    "we could /lintel rescan",
    "> /lintel rescan",
    "```\n/lintel rescan\n```",
    "~~~~\n```\n/lintel rescan\n~~~~",
    "    /lintel rescan",
    "/lintelx rescan",
  ])("is none in %j", (body) => {
    expect(parseCommand(body)).toBeUndefined();
  });
});

const text = `id: acme-disk
title: A disk is small
severity: low
category: resilience
description: Small disks fill up.
remediation: Make it larger.
match: aws_ebs_volume
require: { encrypted: true }
aliases: { checkov: [CKV_X_1] }
`;

async function context(more: Partial<AnswerContext> = {}): Promise<AnswerContext> {
  const { policy } = await readPolicy("acme.yaml", text);
  const find = (name: string): Policy | undefined => (name === "acme-disk" ? policy : undefined);
  return {
    findPolicy: (name) => Promise.resolve(find(name)),
    policyNames: ["acme-disk"],
    lines: undefined,
    author: "dev[bot]",
    suggestionFence: () => "suggestion",
    ...more,
  };
}

const ignore = {
  kind: "ignore",
  policy: "acme-disk",
  until: "2030-01-31",
  reason: 'it is "fine" `x`\n/close',
} as const;

describe("the answer", () => {
  it("explains a policy", async () => {
    const answer = await answerCommand({ kind: "explain", policy: "acme-disk" }, await context());
    for (const part of ["A disk is small", "Small disks fill up.", "Make it larger.", "CKV_X_1"])
      expect(answer).toContain(part);
  });

  it("suggests a suppression that does as it says, on the line it is about", async () => {
    const lines = { file: "a.tf", lines: ["", "  size = 1  "] };
    expect(await answerCommand(ignore, await context({ lines }))).toContain(
      `\`\`\`suggestion\n\n  size = 1 # lintel:ignore acme-disk reason="it is 'fine' 'x' /close" until=2030-01-31 owner=devbot\n\`\`\``,
    );
  });

  it.each([
    ["JSON", { file: "a.tf.json", lines: ["{"] }],
    ["a comment already", { file: "a.tf", lines: ["a = 1 # why"] }],
    ["a heredoc", { file: "a.tf", lines: ["a = <<EOT"] }],
    ["no line", undefined],
  ])("shows the comment to write where the line cannot take it: %s", async (_, lines) => {
    const answer = await answerCommand(ignore, await context({ lines }));
    expect(answer).not.toContain("```");
    expect(answer).toContain("lintel:ignore acme-disk");
  });

  it("asks for a reason, and knows what was misspelt", async () => {
    expect(await answerCommand({ ...ignore, reason: undefined }, await context())).toContain("Say why");
    expect(await answerCommand({ kind: "explain", policy: "acme-disc" }, await context())).toContain("`acme-disk`");
    expect(await answerCommand({ kind: "unknown", problem: "What?" }, await context())).toContain("/lintel rescan");
  });
});
