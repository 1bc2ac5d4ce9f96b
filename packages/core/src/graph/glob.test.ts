import { describe, expect, test } from "vitest";
import { compileGlob, isGlob } from "./glob.js";
import { parsePath } from "./path.js";

describe("a glob", () => {
  test.each<[string, string, boolean]>([
    ["aws_*", "aws_s3_bucket", true],
    ["aws_*", "data.aws_s3_bucket", false],
    ["apps/*/Deployment", "apps/v1/Deployment", true],
    ["apps/*", "apps/v1/Deployment", false],
    ["apps/**", "apps/v1/Deployment", true],
    ["*", "a/b", false],
    ["aws_{lb,alb}_listener", "aws_alb_listener", true],
    ["aws_{lb,alb}_listener", "aws_elb_listener", false],
    ["a{b{c,d},e}f", "abdf", true],
    ["a{b}c", "a{b}c", true],
    ["a?c", "abc", true],
    ["a?c", "a/c", false],
    ["a\\*c", "a*c", true],
    ["a\\*c", "abc", false],
    ["", "", true],
    ["**", "", true],
    ["*a*b", "xaxxb", true],
    ["é?", "é😀", true],
  ])("%s and %s: %s", (pattern, text, expected) => {
    expect(compileGlob(pattern)(text)).toBe(expected);
  });

  // Where a step took exponential time, these would not come back at all.
  test("comes back from patterns that backtracking never would", () => {
    expect(compileGlob("*a".repeat(40) + "b")("a".repeat(20_000))).toBe(false);
    expect(compileGlob("{a,b}".repeat(40))("c")).toBe(false);
  });

  test("is told from a plain text", () => {
    expect(["aws_s3_bucket", "apps/v1/Deployment", "aws_*", "{a,b}"].map(isGlob)).toEqual([false, false, true, true]);
  });
});

describe("a path", () => {
  const names = (text: string) => {
    const parsed = parsePath(text);
    return parsed.ok ? [parsed.path.isFromNode, ...parsed.path.names] : "wrong";
  };

  test.each<[string, ReturnType<typeof names>]>([
    ["a", [false, "a"]],
    ["a.b.c", [false, "a", "b", "c"]],
    ["$.a.b", [true, "a", "b"]],
    ['a["x.y/z"].b', [false, "a", "x.y/z", "b"]],
    ['["any"]', [false, "any"]],
    ['["a\\"b"]', [false, 'a"b']],
    ["containers", [false, "containers"]],
    ["", "wrong"],
    ["a.", "wrong"],
    [".a", "wrong"],
    ["a..b", "wrong"],
    ["a[0]", "wrong"],
    ['a["b', "wrong"],
    ["a b", "wrong"],
  ])("%s", (text, expected) => {
    expect(names(text)).toEqual(expected);
  });
});
