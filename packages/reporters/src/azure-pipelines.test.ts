import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { reportAzurePipelines } from "./azure-pipelines.js";
import { hostileResult } from "./testing/hostile-text.js";
import { cases, finding, result } from "./testing/results.js";
import { showable } from "./text/untrusted.js";

interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

const codes: Readonly<Record<string, string>> = { "%3B": ";", "%0D": "\r", "%0A": "\n", "%5D": "]", "%AZP25": "%" };
const unescape = (text: string) => text.replace(/%(?:AZP25|[0-9A-F]{2})/g, (code) => codes[code] ?? code);

/**
 * Reads a log as the agent does: a command begins anywhere in a line, and its properties end with the first bracket
 * (https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands). All other lines are null.
 */
function read(text: string): readonly (Command | null)[] {
  return text
    .split("\n")
    .slice(0, -1)
    .map((line) => {
      const [, name = "", list = "", message = ""] = /##vso\[([a-z.]+) ([^\]]*)\](.*)$/.exec(line) ?? [];
      if (name === "") return null;
      const pairs = list.split(";").filter((pair) => pair !== "");
      const properties = pairs.map((pair) => {
        const equals = pair.indexOf("=");
        return [pair.slice(0, equals), unescape(pair.slice(equals + 1))] as const;
      });
      return { name, properties: Object.fromEntries(properties), message: unescape(message) };
    });
}

describe("the Azure Pipelines report", () => {
  it("logs an issue at the place of each finding", () => {
    const [issue] = read(reportAzurePipelines(cases["one"] ?? result([])));
    expect(issue).toMatchObject({
      name: "task.logissue",
      properties: {
        type: "error",
        sourcepath: "main.tf",
        linenumber: "5",
        columnnumber: "5",
        code: "aws-security-group-ssh-open",
      },
    });
  });

  it("knows the types that the agent knows, and leaves what is less to the log", () => {
    const levels = (["critical", "high", "medium", "low", "info"] as const).map((severity) => finding({ severity }));
    const lines = read(reportAzurePipelines(result(levels)));
    const types = lines.map((command) => command?.properties["type"] ?? command?.name ?? "line");
    expect(types).toEqual(["error", "error", "warning", "line", "line", "line", "task.complete"]);
  });

  it("completes with issues where there are any, and never fails the task by itself", () => {
    const resultOf = (name: string) =>
      read(reportAzurePipelines(cases[name] ?? result([]))).at(-1)?.properties["result"];
    expect(resultOf("empty")).toBe("Succeeded");
    expect(resultOf("suppressed")).toBe("Succeeded");
    expect(resultOf("one")).toBe("SucceededWithIssues");
    expect(resultOf("diagnostics")).toBe("SucceededWithIssues");
  });

  it("brings any text to its reader, and no command of its own", () => {
    fc.assert(
      fc.property(hostileResult, ({ of, result: scanResult }) => {
        const commands = read(reportAzurePipelines(scanResult));
        expect(commands.map((command) => command?.name ?? "line")).toEqual([
          "task.logissue",
          "task.logissue",
          "line",
          "task.complete",
        ]);
        // Marks that no log may hold are taken apart by a blank.
        const joined = (text: string | undefined) => text?.replaceAll(": :", "::").replaceAll("# #", "##");
        expect(joined(commands[1]?.properties["sourcepath"])).toBe(joined(showable(of.location.file)));
        expect(joined(commands[1]?.message)).toContain(joined(showable(of.message)));
      }),
    );
  });
});
