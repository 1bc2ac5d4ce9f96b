import { describe, expect, it } from "vitest";
import { createMemoryHost } from "../../source/memory-host.js";
import { EvaluationError } from "../evaluate/error.js";
import { objectValue, stringValue } from "../values/construct.js";
import type { Value } from "../values/value.js";
import { callFunction } from "./call.js";
import type { FunctionContext } from "./function.js";
import { findFunction } from "./registry.js";

const memory = createMemoryHost({ "live/main.txt": "main", "shared/x.txt": "x", "live/a/y.txt": "y" });

/** Calls a function in the directory `live`, and says which paths were asked of the host. */
function call(name: string, ...texts: readonly string[]): { value?: Value; code?: string; asked: readonly string[] } {
  const asked: string[] = [];
  const watch = <T>(ask: (path: string) => T): ((path: string) => T) => {
    return (path) => {
      asked.push(path);
      return ask(path);
    };
  };
  const context: FunctionContext = {
    host: {
      readFile: watch((path) => memory.readFile(path)),
      readDirectory: watch((path) => memory.readDirectory(path)),
      kindOf: watch((path) => memory.kindOf(path)),
      realPath: watch((path) => memory.realPath(path)),
    },
    workingDirectory: "live",
    evaluateTemplate: (text) => stringValue(text),
  };
  const fn = findFunction(name);
  if (fn === undefined) throw new Error(`no function ${name}`);
  const args: Value[] = texts.map((text) => stringValue(text));
  if (name === "templatefile") args.push(objectValue([]));
  try {
    return { value: callFunction(fn, args, context), asked };
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    return { code: error.code, asked };
  }
}

describe("functions that read files", () => {
  it("read relative to the root module, and anywhere below the scan root", () => {
    expect(call("file", "main.txt").value).toMatchObject({ value: "main" });
    expect(call("file", "../shared/x.txt").value).toMatchObject({ value: "x" });
    expect(call("file", "../live/./a/../main.txt").value).toMatchObject({ value: "main" });
  });

  const outside = ["../../x.txt", "../../live/main.txt", "/etc/passwd", "~/x", "~"];
  const readers = ["file", "filebase64", "fileexists", "filemd5", "filesha256", "filebase64sha512", "templatefile"];
  it.each(readers)("%s reads nothing outside of the scan root", (name) => {
    for (const path of outside) {
      const result = call(name, path);
      expect(result.code, path).toBe("outside-scan-root");
      expect(result.asked).toEqual([]);
    }
  });

  it("fileset reads nothing outside of the scan root", () => {
    for (const [path, pattern] of [
      ["../..", "*"],
      [".", "../../*"],
      ["/etc", "*"],
      ["a", "../../../*"],
    ] as const) {
      const result = call("fileset", path, pattern);
      expect(result.code, `${path} ${pattern}`).toBe("outside-scan-root");
      expect(result.asked).toEqual([]);
    }
  });

  it("fileset names what it finds relative to its path", () => {
    const found = call("fileset", "a", "../**/*.txt").value;
    const names = found?.kind === "set" ? found.items.map((item) => (item.kind === "string" ? item.value : "")) : [];
    expect(names).toEqual(["../main.txt", "y.txt"]);
  });

  it("do not say where the scan runs", () => {
    for (const [name, path] of [
      ["abspath", "x"],
      ["pathexpand", "~/x"],
    ] as const) {
      expect(call(name, path).value).toMatchObject({ kind: "unknown", reason: "function-not-pure" });
    }
  });
});
