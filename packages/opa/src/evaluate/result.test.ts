import { describe, expect, it } from "vitest";
import { readResults } from "./result.js";

const resultsOf = (value: unknown) => readResults(value, "title").results;

describe("the value of a rule", () => {
  it.each([
    ["undefined", undefined],
    ["false", false],
    ["an empty set", []],
  ])("is a pass where it is %s", (_name, value) => {
    expect(readResults(value, "title")).toEqual({ results: [], problem: undefined });
  });

  it("is one result where it is true, a text or an object", () => {
    expect(resultsOf(true).map(({ message }) => message)).toEqual(["title"]);
    expect(resultsOf("m").map(({ message }) => message)).toEqual(["m"]);
    expect(resultsOf({ msg: "m" }).map(({ message }) => message)).toEqual(["m"]);
  });

  it.each([
    ["a number", [3]],
    ["an object without a message", [{ message: "m" }]],
    ["an object whose message is a list", [{ msg: ["m"] }]],
    ["null in a set", [null]],
    ["a partial object", { a: "m" }],
  ])("is a problem where it holds %s, and no pass", (_name, value) => {
    const { results, problem } = readResults(value, "title");
    expect(results).toEqual([]);
    expect(problem).toBeTypeOf("string");
  });

  it("keeps what can be understood beside what cannot", () => {
    const { results, problem } = readResults(["m", 3], "title");
    expect(results.map(({ message }) => message)).toEqual(["m"]);
    expect(problem).toBeTypeOf("string");
  });

  it.each<[string, Record<string, unknown>]>([
    ["beside the message", { severity: "LOW", address: "a.b", path: "x.y" }],
    ["in details", { details: { severity: "low", address: "a.b", attribute: "x.y" } }],
    ["in metadata", { metadata: { severity: "low", resource: "a.b", path: ["x", "y"] } }],
    ["in the details of metadata", { metadata: { details: { severity: "low", address: "a.b", path: "/x/y" } } }],
    ["as a node", { severity: "low", resource: { address: "a.b", root: "." }, path: "$.x.y" }],
  ])("tells the severity, address and attribute %s", (_name, more) => {
    expect(resultsOf([{ msg: "m", ...more }])[0]).toMatchObject({ severity: "low", address: "a.b", path: ["x", "y"] });
  });

  it.each<[string, (string | number)[]]>([
    ["spec.containers[0].image", ["spec", "containers", 0, "image"]],
    ['metadata.labels["a.io/b"]', ["metadata", "labels", "a.io/b"]],
    ["/metadata/labels/a.io~1b", ["metadata", "labels", "a.io/b"]],
  ])("tells the attribute by %s", (path, steps) => {
    expect(resultsOf([{ msg: "m", path }])[0]?.path).toEqual(steps);
  });
});
