import { describe, expect, it } from "vitest";
import { compileAddressGlob, compilePathGlob } from "./path-glob.js";

describe("a glob of paths", () => {
  it.each<[string, string[], string[]]>([
    ["examples", ["examples/a.tf", "examples"], ["x/examples/a.tf", "examples.tf"]],
    ["examples/", ["examples/a.tf"], ["x/examples/a.tf"]],
    ["./examples/**", ["examples/a/b.tf"], ["x/examples/a.tf"]],
    ["**/examples/**", ["examples/a.tf", "x/y/examples/a/b.tf"], ["x/examples.tf"]],
    ["**/*.tf", ["a.tf", "x/y/a.tf"], ["a.yaml"]],
    ["*.tf", ["a.tf"], ["x/a.tf"]],
    ["a/**/b", ["a/b", "a/x/y/b/c.tf"], ["a/x/c"]],
    ["a/**/**/b", ["a/b", "a/x/y/b"], ["b"]],
    ["{a,b}/*.tf", ["a/x.tf", "b/x.tf"], ["c/x.tf"]],
    ["**", ["a", "a/b"], [""]],
    [".", ["a/b"], [""]],
    ["{a/b,c}/x", ["a/b/x", "c/x/y"], ["a/x"]],
    ["a\\*", ["a*/b"], ["ab"]],
  ])("%s", (pattern, matched, others) => {
    const matches = compilePathGlob(pattern);
    expect(matched.filter((path) => !matches(path))).toEqual([]);
    expect(others.filter((path) => matches(path))).toEqual([]);
  });

  it("takes no more time than the path is long", () => {
    const matches = compilePathGlob(`${"**/a*/".repeat(100)}b`);
    const start = performance.now();
    expect(matches(`${"aaaa/".repeat(500)}c`)).toBe(false);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe("a glob of addresses", () => {
  it.each<[string, string[], string[]]>([
    ["module.legacy.*", ["module.legacy.a.b", 'module.legacy.a.b["x/y"]'], ["module.legacy2.a.b"]],
    ['aws_x.y["a"]', ['aws_x.y["a"]'], ["aws_x.y"]],
    ["*.a*b*.c", ["x.ab.c", "x.a1b2.c.c", "x.a.b.c"], ["x.ab", "x.b.a.c", "ab.c"]],
    ["a*a", ["aa", "aba"], ["a"]],
    ["a?{b,c}*", ["axb", "axcd"], ["ab", "axd"]],
    ["Deployment/shop/*", ["Deployment/shop/web"], ["Deployment/other/web"]],
  ])("%s", (pattern, matched, others) => {
    const matches = compileAddressGlob(pattern);
    expect(matched.filter((address) => !matches(address))).toEqual([]);
    expect(others.filter((address) => matches(address))).toEqual([]);
  });
});
