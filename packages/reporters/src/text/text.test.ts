import { describe, expect, it } from "vitest";
import { at, cases, finding, result } from "../testing/results.js";
import { columnsOf } from "./columns.js";
import { reportText } from "./text.js";

const acting = /(?![\n\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

describe("the text report", () => {
  it.each(Object.entries(cases))("of %s holds nothing that acts on a terminal or a pipeline", (_name, scanResult) => {
    const text = reportText(scanResult, { showUnknown: true });
    expect(acting.exec(text)).toBeNull();
    expect(text).not.toMatch(/^\s*::/m);
    expect(text).not.toMatch(/##\[|##vso\[/);
  });

  it("differs with color in nothing but color", () => {
    for (const scanResult of Object.values(cases)) {
      const colored = reportText(scanResult, { color: true, showUnknown: true });
      // eslint's rule about control characters holds for literals: spelled out, it is a statement.
      const colors = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, "g");
      expect(colored.replace(colors, "")).toBe(reportText(scanResult, { showUnknown: true }));
      expect(colored).not.toBe(reportText(scanResult, { showUnknown: true }));
    }
  });

  it.each([40, 60, 80, 140])("keeps prose and source within %i columns", (width) => {
    for (const name of ["one", "many", "suppressed"] as const) {
      const scanResult = cases[name];
      if (scanResult === undefined) throw new Error(name);
      const tooLong = reportText(scanResult, { width, showUnknown: true })
        .split("\n")
        .filter((line) => columnsOf(line) > width && /^ +(Why|Mend|Found|\d+ \|)/.test(line));
      expect(tooLong).toEqual([]);
    }
  });

  it("breaks a title that is wider than the terminal", () => {
    const title = "The instance metadata service answers whoever asks, without a session token";
    const lines = reportText(result([finding({ title, severity: "high" })]), { width: 40 }).split("\n");
    const first = lines.findIndex((line) => line.startsWith("  HIGH "));
    expect(lines.slice(first, first + 3)).toEqual([
      "  HIGH The instance metadata service",
      "       answers whoever asks, without a",
      "       session token",
    ]);
  });

  it("says how many findings are suppressed by what, and how to list them", () => {
    expect(reportText(result([]))).not.toContain("uppressed");
    const text = cases["suppressed"] === undefined ? "" : reportText(cases["suppressed"]);
    expect(text).toContain("Suppressed  2: 1 by baseline, 1 by comment. --show-suppressed lists them.");
    expect(text).not.toContain("SEC-12");
  });

  it("has words for each reason why a file of manifests is skipped", () => {
    const reasons = ["not-a-manifest", "helm-template", "template", "kustomization", "kustomize-patch"];
    const { summary, ...rest } = result([]);
    const skipped = Object.fromEntries(reasons.map((reason) => [reason, 1]));
    const text = reportText({ ...rest, summary: { ...summary, skipped } });
    expect(text).toContain("Skipped     5: ");
    for (const reason of reasons) expect(text).not.toMatch(new RegExp(`1 ${reason}[;\\s]`));
  });

  it("does not say that nothing was found where what was found must not be", () => {
    const shown = (expected: string) => reportText(result([finding({ actual: null, expected })]));
    expect(shown("a Service whose spec.selector refers to it")).toContain("Found   nothing; expected a Service");
    expect(shown("not a Service whose spec.selector refers to it")).not.toContain("Found");
  });

  it("underlines exactly the deciding part, whatever stands before it", () => {
    const source = '\t名前\u001b = "データ", key = wrong, x';
    const start = source.indexOf("wrong") + 1;
    const text = reportText(
      result([
        finding({ location: at("a.tf", 7, start, { column: start + 5 }), excerpt: { firstLine: 7, lines: [source] } }),
      ]),
    );
    const lines = text.split("\n");
    const index = lines.findIndex((line) => line.includes("^"));
    const underline = lines[index] ?? "";
    const shown = lines[index - 1] ?? "";
    expect(underline.trim()).toBe("| " + underline.slice(underline.indexOf("|") + 2));
    expect((/\^+/.exec(underline)?.[0] ?? "").length).toBe(5);
    expect(columnsOf(shown.slice(0, shown.indexOf("wrong")))).toBe(underline.indexOf("^"));
  });

  it("shows a piece of an enormous line around the mark", () => {
    const source = `${"a".repeat(1_000_000)}bad${"b".repeat(1_000_000)}`;
    const location = at("a.json", 1, 1_000_001, { column: 1_000_004 });
    const text = reportText(result([finding({ location, excerpt: { firstLine: 1, lines: [source] } })]), { width: 80 });
    const lines = text.split("\n");
    const index = lines.findIndex((line) => line.includes("^^^"));
    const column = lines[index]?.indexOf("^^^") ?? -1;
    expect(lines[index - 1]?.slice(column, column + 3)).toBe("bad");
    expect(lines[index - 1]?.length).toBeLessThanOrEqual(80);
  });

  it("brackets what runs over several lines", () => {
    const many = cases["many"];
    if (many === undefined) throw new Error("many");
    const lines = reportText(many).split("\n");
    expect(lines.filter((line) => /^ {4}\d\d \| \//.test(line)).map((line) => line.trim().slice(0, 2))).toEqual(["41"]);
    expect(lines.filter((line) => /^ {4}\d\d \| \\/.test(line)).map((line) => line.trim().slice(0, 2))).toEqual(["44"]);
  });

  it("shows paths the way it is told to", () => {
    const text = reportText(result([finding()]), { displayPath: (file) => `../stack/${file}` });
    expect(text).toContain("../stack/main.tf:5:5");
  });

  it("says nothing when quiet and nothing was found", () => {
    expect(reportText(result([]), { quiet: true })).toBe("");
  });
});
