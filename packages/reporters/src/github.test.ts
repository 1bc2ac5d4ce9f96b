import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { reportGithub } from "./github.js";
import type { ReportOptions } from "./report.js";
import { hostileResult } from "./testing/hostile-text.js";
import { at, cases, finding, result } from "./testing/results.js";
import { showable } from "./text/untrusted.js";

interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

const unescape = (text: string, codes: Readonly<Record<string, string>>) =>
  text.replace(/%[0-9A-Z]{2}/g, (code) => codes[code] ?? code);
const dataCodes = { "%25": "%", "%0D": "\r", "%0A": "\n" };
const propertyCodes = { ...dataCodes, "%3A": ":", "%2C": "," };

/**
 * Reads a log as the runner does: a command begins a line with two colons, blanks before it aside, and ends its properties with
 * two more (https://docs.github.com/actions/reference/workflow-commands-for-github-actions). All other lines are null.
 */
function read(text: string): readonly (Command | null)[] {
  return text
    .split("\n")
    .slice(0, -1)
    .map((line) => {
      const [, name = "", list = "", message = ""] = /^\s*::([^\s:]+)(?: (.*?))?::(.*)$/.exec(line) ?? [];
      if (name === "") return null;
      const pairs = list.split(",").filter((pair) => pair.includes("="));
      const properties = pairs.map((pair) => {
        const equals = pair.indexOf("=");
        return [pair.slice(0, equals), unescape(pair.slice(equals + 1), propertyCodes)] as const;
      });
      return { name, properties: Object.fromEntries(properties), message: unescape(message, dataCodes) };
    });
}

const commandsIn = (scanResult: ReturnType<typeof result>, options?: ReportOptions) =>
  read(reportGithub(scanResult, options)).flatMap((command) => command ?? []);

describe("the GitHub report", () => {
  it("annotates the place of each finding, and sums up", () => {
    const [first, last, ...rest] = commandsIn(cases["one"] ?? result([]));
    expect(rest).toEqual([]);
    expect(first).toMatchObject({
      name: "error",
      properties: { file: "main.tf", line: "5", endLine: "5", col: "5", endColumn: "33" },
    });
    expect(last).toMatchObject({ name: "notice", properties: { title: "Lintel" } });
  });

  it("names no columns of what runs over several lines", () => {
    const [command] = commandsIn(result([finding({ location: at("a.tf", 1, 2, { line: 3, column: 4 }) })]));
    expect(command?.properties).toMatchObject({ line: "1", endLine: "3" });
    expect(command?.properties).not.toHaveProperty("col");
  });

  it("shows no more of a level than GitHub does, the gravest, and puts the others in a group of the log", () => {
    const of = (severity: "critical" | "high" | "medium" | "info", count: number) =>
      Array.from({ length: count }, () => finding({ severity }));
    const scanResult = result([...of("high", 8), ...of("info", 12), ...of("critical", 6), ...of("medium", 11)]);
    const lines = read(reportGithub(scanResult));
    const names = lines.map((command) => command?.name ?? "line");
    const count = (wanted: string) => names.filter((name) => name === wanted).length;
    expect([count("error"), count("warning"), count("notice")]).toEqual([10, 10, 10]);
    const titles = lines.filter((command) => command?.name === "error").map((command) => command?.properties["title"]);
    expect(titles.filter((title) => title?.endsWith("(critical)") === true)).toHaveLength(6);
    expect(names.slice(names.indexOf("group"), names.indexOf("endgroup")).slice(1)).toEqual(
      Array.from({ length: 4 + 1 + 3 }, () => "line"),
    );
    expect(lines.at(-1)?.message).toContain("8 more stand");
  });

  it("has what could not be decided as notices, only where it is asked for", () => {
    const unknown = cases["unknown"] ?? result([]);
    expect(commandsIn(unknown)).toHaveLength(1);
    expect(commandsIn(unknown, { showUnknown: true }).map(({ name }) => name)).toEqual(["notice", "notice", "notice"]);
  });

  it("brings any text to its reader, and no command of its own", () => {
    fc.assert(
      fc.property(hostileResult, ({ of, result: scanResult }) => {
        const commands = read(reportGithub(scanResult));
        expect(commands.map((command) => command?.name)).toEqual(["error", "error", "notice"]);
        const shown = showable(of.location.file);
        // Marks that no log may hold are taken apart by a blank.
        const joined = (text: string | undefined) => text?.replaceAll(": :", "::").replaceAll("# #", "##");
        expect(joined(commands[1]?.properties["file"])).toBe(joined(shown));
        expect(joined(commands[1]?.message)).toContain(joined(showable(of.message)));
        expect(commands[1]?.properties["line"]).toBe("3");
      }),
    );
  });
});
