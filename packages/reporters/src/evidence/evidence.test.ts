import type { Evidence, EvidenceVerdict } from "@lintel/core";
import { describe, expect, it } from "vitest";
import { loadEvidenceReporter } from "../index.js";

const hostile = `a|b\`c\n# <script>alert("1")</script> [x](javascript:1) ![y](https://example.com/z) @team \u202e \u001b[31m`;

const verdict: EvidenceVerdict = {
  policy: "disk",
  state: "fail",
  location: { file: `${hostile}.tf`, start: { line: 3, column: 5 }, end: { line: 3, column: 9 } },
  message: hostile,
  reason: null,
  suppression: { kind: "comment", tool: null, reason: hostile, owner: "web", until: "2030-01-31", location: null },
  scenarios: { fails: ["prod"], passes: ["dev"], unknown: [] },
};

const counts = { failed: 0, unknown: 0, suppressed: 1, passed: 0 };

const evidence: Evidence = {
  evidenceVersion: 1,
  tool: { name: "lintel", version: "1.2.3" },
  repository: {
    kind: "git",
    commit: "c0ffee",
    committedAt: "2030-01-01T00:00:00Z",
    isClean: false,
    changes: [` M ${hostile}`],
  },
  today: "2030-01-01",
  settings: {
    paths: [""],
    variables: ["region"],
    variableFiles: ["prod.tfvars"],
    workspace: null,
    scenarios: [],
    usesEnvironment: false,
  },
  isComplete: false,
  summary: {
    files: 1,
    resources: 1,
    policies: 1,
    failed: 0,
    passed: 0,
    unknown: 0,
    suppressed: 1,
    skipped: {},
    unknownReasons: {},
  },
  frameworks: [
    {
      id: "demo",
      title: "Demo",
      edition: "1",
      publisher: "Nobody",
      link: "https://example.com",
      complete: true,
      completeness: "All of it.",
      source: null,
      controls: [
        {
          id: "A.1",
          title: "Disks are encrypted",
          coverage: "full",
          state: "excepted",
          ...counts,
          policies: ["disk"],
          notRun: ["other"],
          automatable: true,
          why: null,
          resources: [
            { address: `d["${hostile}"]`, type: "aws_ebs_volume", instances: [], state: "fail", verdicts: [verdict] },
          ],
        },
      ],
    },
  ],
  policies: [{ id: "disk", title: "A disk is not encrypted", severity: "high", version: null, source: null }],
  inputs: [{ file: `${hostile}.tf`, sha256: "0".repeat(64), isCommitted: false }],
  diagnostics: [{ severity: "error", code: "hcl-syntax", message: hostile, hint: null, location: null }],
};

describe("evidence as HTML", () => {
  it("runs nothing and loads nothing, whatever files are called", async () => {
    const page = (await loadEvidenceReporter("html"))(evidence);
    const tags = new Set([...page.matchAll(/<(\/?[a-zA-Z!][^\s>]*)/g)].map(([, tag]) => tag?.replace("/", "")));
    expect([...tags].sort()).toEqual([
      "!doctype",
      "body",
      "dd",
      "dl",
      "dt",
      "h1",
      "h2",
      "h3",
      "head",
      "html",
      "meta",
      "p",
      "style",
      "table",
      "tbody",
      "td",
      "th",
      "thead",
      "title",
      "tr",
    ]);
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/\s(?:on\w+|src|href)=/i);
    expect(page).not.toMatch(/[\u202e\u001b]/);
    expect(page).toContain("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;");
    expect(page).toContain('<td class="state fail">Fail</td>');
  });
});

describe("evidence as Markdown", () => {
  it("has rows of as many cells as its tables have columns, and no markup of others", async () => {
    const text = (await loadEvidenceReporter("markdown"))(evidence);
    const tables = text.split("\n\n").filter((block) => block.startsWith("|"));
    expect(tables.length).toBe(5);
    for (const table of tables) {
      const widths = table.split("\n").map((row) => row.replace(/\\\\/g, "").replace(/\\\|/g, "").split("|").length);
      expect(new Set(widths).size).toBe(1);
    }
    expect(text).not.toMatch(/<script|(?<!\\)\[x\]|https:\/\/|(?<!\\)`|@team/);
    expect(text).toContain("It fails in prod; passes in dev.");
    expect(text.split("\n").filter((line) => line.startsWith("# "))).toEqual(["# Evidence: Demo"]);
  });
});
