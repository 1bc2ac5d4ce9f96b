import { describe, expect, it } from "vitest";
import { createMemoryHost } from "../../source/memory-host.js";
import { EvaluationError } from "../evaluate/error.js";
import { listValue, numberValue, stringValue, unknownValue } from "../values/construct.js";
import { stringType } from "../values/type.js";
import { Marks } from "../values/value.js";
import type { Value } from "../values/value.js";
import { callFunction } from "./call.js";
import type { FunctionContext } from "./function.js";
import { parseGlob } from "./glob.js";
import { findFunction } from "./registry.js";

const context: FunctionContext = {
  host: createMemoryHost({}),
  workingDirectory: ".",
  evaluateTemplate: (text) => stringValue(text),
};

/** The value of a call, or the code of its error. */
function call(name: string, ...args: readonly (string | number | Value)[]): Value | string {
  const fn = findFunction(name);
  if (fn === undefined) throw new Error(`no function ${name}`);
  const values = args.map((argument) =>
    typeof argument === "string"
      ? stringValue(argument)
      : typeof argument === "number"
        ? numberValue(argument)
        : argument,
  );
  try {
    return callFunction(fn, values, context);
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    return error.code;
  }
}

describe("what a file may do to a function", () => {
  it("cannot make a regular expression slow", () => {
    const text = `${"a".repeat(20_000)}b`;
    expect(call("regexall", "(a+)+$", text)).toMatchObject({ kind: "list", items: [] });
    expect(call("replace", text, "/(a|aa)+$/", "")).toMatchObject({ value: text });
  });

  it("cannot make a glob slow", () => {
    const [component] = parseGlob(`${"*a".repeat(40)}b`);
    expect(component?.matches?.("a".repeat(250))).toBe(false);
  });

  it("cannot nest beyond the stack", () => {
    expect(call("jsondecode", "[".repeat(100_000))).toBe("function-call-failed");
    expect(call("yamldecode", "[".repeat(100_000))).toBe("function-call-failed");
    expect(call("yamldecode", `${"- ".repeat(50_000)}x`)).toBe("function-call-failed");
  });

  it("cannot make a small YAML text a huge value", () => {
    const lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"];
    for (let level = 1; level < 12; level += 1) {
      const alias = `*a${String(level - 1)}`;
      lines.push(`a${String(level)}: &a${String(level)} [${new Array(10).fill(alias).join(", ")}]`);
    }
    expect(call("yamldecode", lines.join("\n"))).toBe("function-call-failed");
    expect(call("yamldecode", "&x [*x]")).toBe("function-call-failed");
  });

  it("cannot ask for results of any size", () => {
    const list = listValue(
      stringType,
      Array.from({ length: 200 }, (_, at) => stringValue(String(at))),
    );
    expect(call("setproduct", list, list, list, list)).toBe("function-call-failed");
    expect(call("indent", 1e12, "a\nb")).toBe("invalid-function-argument");
    expect(call("format", "%999999999d", 1)).toBe("invalid-function-argument");
    expect(call("parseint", "9".repeat(100_000), 10)).toBe("invalid-function-argument");
    expect(call("range", 1e9)).toBe("function-call-failed");
  });
});

describe("calling a function", () => {
  it("counts the arguments", () => {
    expect(call("upper")).toBe("too-few-arguments");
    expect(call("upper", "a", "b")).toBe("too-many-arguments");
  });

  it("says why a result is not known, and keeps the marks", () => {
    const unknown = unknownValue(stringType, "data-source", "data.x.y.name", { notNull: true }, Marks.sensitive);
    expect(call("upper", unknown)).toEqual(
      unknownValue(stringType, "data-source", "data.x.y.name", { notNull: true }, Marks.sensitive),
    );
  });

  it("points at the argument at fault", () => {
    const fn = findFunction("substr");
    if (fn === undefined) throw new Error("no function substr");
    const args = [stringValue("a"), stringValue("x"), numberValue(1)];
    expect(() => callFunction(fn, args, context)).toThrow(expect.objectContaining({ argumentIndex: 1 }));
  });
});
