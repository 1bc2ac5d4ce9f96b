import { writeConversation, type Review, type ReviewedFinding } from "@lintel/bot";
import fc from "fast-check";
import { expect, it } from "vitest";
import { finding, lines } from "../../../packages/bot/src/testing/findings.js";
import { bodyOf } from "../../../packages/bot/src/publish/operations.js";
import { quickActionsIn } from "./server/quick-actions.js";

const breaks = ["\n", "\r\n", "\r", "\u2028", "\u0085", "\v", "\f", "\n\n"];
const openings = [
  "",
  "```",
  "````",
  "`",
  "-->",
  "<!--",
  "</details>",
  ">>>",
  "~~~",
  "\\",
  " ",
  "\t",
  "\u200b",
  "* ",
  "<pre>",
];
const fragment = fc.oneof(
  fc.constantFrom(...breaks, ...openings, "/close", "/merge", "/approve\n", "@all", "a"),
  fc.string({ maxLength: 4 }),
);
const hostile = fc.array(fragment, { maxLength: 12 }).map((parts) => parts.join(""));

/** A review in which every text that a repository has a say in is the same hostile one. */
function reviewOf(text: string, suggested: readonly string[]): Review {
  const place = lines(`${text.replaceAll("\0", "")}.tf`, 3);
  const one = finding({
    ...{ title: text, message: text, description: text, remediation: text, policy: text, category: text },
    ...{ resource: { address: text, type: text, instances: [text, text] }, location: place },
    ...{ related: [{ location: place, message: text }], trace: [{ location: place, message: text }] },
    excerpt: { firstLine: 2, lines: text.split("\n") },
    suppression: { kind: "comment", reason: text, owner: text, until: text, location: place },
  });
  const suggestion = { file: "main.tf", first: 3, last: 4, lines: suggested };
  const placement = { kind: "lines", file: "main.tf", side: "head", first: 3, last: 4, role: text } as const;
  const reviewed: ReviewedFinding = { finding: one, placement, owners: ["@ada"], isBlocking: true, suggestion };
  return {
    ...{ base: "a".repeat(40), head: "b".repeat(40), added: [reviewed], suppressedNow: [one], unknownNow: [reviewed] },
    ...{ fixed: [one], unchanged: [], notReviewed: [{ what: text, location: place }], conclusion: "failure" },
    diagnostics: [{ severity: "error", code: "bad-file", message: text, hint: text, location: place }],
    planned: {
      counts: { [text]: 1 },
      losses: [{ address: text, action: "delete", forcedBy: [text] }],
      drift: [{ address: text, action: text, attributes: [text] }],
    },
    summary: {
      files: 1,
      resources: 1,
      policies: 1,
      failed: 1,
      passed: 0,
      unknown: 0,
      suppressed: 0,
      skipped: {},
      unknownReasons: {},
    },
    coverage: undefined,
  };
}

function bodiesOf(text: string, suggested: readonly string[]): readonly string[] {
  const { summary, comments } = writeConversation(reviewOf(text, suggested), {
    ...{ style: "inline", commentFrom: "info", mentionOwners: true, hasCommands: false },
    suggestionFence: (count) => `suggestion:-${count - 1}+0`,
    linkTo: ({ file, line }) => `https://gitlab.example.com/-/blob/abc/${encodeURIComponent(file)}#L${line}`,
  });
  return [summary, ...comments.map(bodyOf)];
}

it("finds quick actions where GitLab does", () => {
  expect(quickActionsIn("Well\n/close\nsaid")).toEqual(["/close"]);
  expect(quickActionsIn("```\n/close\n```\n`/merge`")).toEqual([]);
  expect(quickActionsIn("````\n```\n/close\n````")).toEqual(["/close"]);
});

it("lets nobody have GitLab do something by what stands in a file", () => {
  const suggested = fc.array(
    hostile.filter((line) => !/[\r\n]/.test(line)),
    { maxLength: 4 },
  );
  fc.assert(
    fc.property(hostile, suggested, (text, wanted) => {
      expect(bodiesOf(text, wanted).flatMap(quickActionsIn)).toEqual([]);
    }),
    { numRuns: 400 },
  );
});

it.each([
  ["a fence within a suggestion", ["```", "/close", "```"]],
  ["a line of a suggestion", ["/merge"]],
])("is not had by %s", (_, suggested) => {
  const bodies = bodiesOf("text", suggested);
  expect(bodies.flatMap(quickActionsIn)).toEqual([]);
  expect(bodies.join("")).not.toMatch(/suggestion:/);
});
