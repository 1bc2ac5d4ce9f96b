import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseOptions } from "../command-line/options.js";
import { UsageError } from "../command-line/usage-error.js";
import { reportTargets } from "./report-targets.js";
import { scanHelp } from "./scan-options.js";

const targets = (...args: string[]) =>
  reportTargets(parseOptions(args, scanHelp.options).inOrder).map(
    ({ format, file }) => `${format}>${file ?? "stdout"}`,
  );

describe("report targets", () => {
  it.each<[string, string[]]>([
    ["", ["text>stdout"]],
    ["--format json", ["json>stdout"]],
    ["--output a.txt", ["text>a.txt"]],
    ["--format json --output a.json", ["json>a.json"]],
    ["--output a.json --format json", ["json>a.json"]],
    ["--output a.json --format json --format text", ["json>a.json", "text>stdout"]],
    [
      "--format json --output a.json --format sarif --output b.sarif --format text",
      ["json>a.json", "sarif>b.sarif", "text>stdout"],
    ],
    ["--format text --format json --output a.json", ["text>stdout", "json>a.json"]],
    ["--format json --output -", ["json>stdout"]],
    ["--format json --output /dev/stdout", ["json>stdout"]],
    ["--output lintel.sarif", ["sarif>lintel.sarif"]],
    ["--output a.SARIF --output b.json", ["sarif>a.SARIF", "json>b.json"]],
    ["--output a.xml --output b.csv --format text", ["junit>a.xml", "csv>b.csv", "text>stdout"]],
    ["--format text --output - --output c.md", ["text>stdout", "markdown>c.md"]],
    ["--output a.sarif --format json", ["json>a.sarif"]],
    ["--output report", ["text>report"]],
  ])("of %j are %j", (line, expected) => {
    expect(targets(...line.split(" ").filter((word) => word !== ""))).toEqual(expected);
  });

  it.each([
    "--format json --format text",
    "--format json --output a --format sarif --output a",
    "--format json --output a --format sarif --output ./b/../a",
    "--format json --output a --output b",
    "--output a --output b",
    "--format json --output - --format text",
    "--format json --format sarif --output /dev/stdout",
    "--output a.json --output b",
    "--output a.json --output ./a.json",
  ])("refuses %s", (line) => {
    expect(() => targets(...line.split(" "))).toThrow(UsageError);
  });

  it("sees through links that lead to one file", () => {
    const directory = mkdtempSync(join(tmpdir(), "lintel-targets-"));
    mkdirSync(join(directory, "real"));
    symlinkSync(join(directory, "real"), join(directory, "link"));
    const line = [
      "--format",
      "json",
      "-o",
      join(directory, "real/a"),
      "--format",
      "sarif",
      "-o",
      join(directory, "link/a"),
    ];
    expect(() => targets(...line)).toThrow(UsageError);
    symlinkSync("yet-to-be.json", join(directory, "pointer"));
    const again = [
      "-o",
      join(directory, "yet-to-be.json"),
      "-f",
      "json",
      "-o",
      join(directory, "pointer"),
      "-f",
      "sarif",
    ];
    expect(() => targets("-f", "json", ...again)).toThrow(UsageError);
    rmSync(directory, { recursive: true });
  });
});
