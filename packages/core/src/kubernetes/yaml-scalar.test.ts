import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { resolvePlainScalar } from "./yaml-scalar.js";

const scalars = (
  "y Y yes Yes YES yEs n N no No NO on On ON off Off OFF true True TRUE tRUE false ~ null Null NULL nUll " +
  "0 1 -1 +5 007 017 08 09 0o17 0O7 0x1f 0X1F -0x1 0b11 -0b11 0B1 0b2 0o8 0x 1_000 0_7 _7 7_ 1__0 1e3 1E-2 1. .5 -.5 +.5 . + " +
  "1_0.5_0 1e 1.2.3 12:30 1:20:30 2001-01-01 1e+2 0.1e-2 9007199254740993 18446744073709551615 12345678901234567890123 " +
  "-9223372036854775808 = << 64Mi 100m 1.5Gi v1 latest 0.0.0.0/0 -0 +0 00"
).split(" ");

function kubectlReads(texts: readonly string[]): unknown[] | undefined {
  const directory = mkdtempSync(join(tmpdir(), "lintel-kubectl-"));
  onTestFinished(() => {
    rmSync(directory, { recursive: true, force: true });
  });
  const path = join(directory, "object.yaml");
  const items = texts.map((text) => `  - ${text}\n`).join("");
  writeFileSync(path, `apiVersion: example.com/v1\nkind: Foo\nmetadata:\n  name: x\nspec:\n${items}`);
  try {
    const output = execFileSync("kubectl", ["annotate", "--local", "-f", path, "-o", "json", "a=b"], {
      encoding: "utf8",
    });
    return (JSON.parse(output) as { spec: unknown[] }).spec;
  } catch (error) {
    if (process.env["CI"] !== undefined || !String(error).includes("ENOENT")) throw error;
    return undefined;
  }
}

it("reads plain scalars as kubectl does", ({ skip }) => {
  const expected = kubectlReads(scalars);
  if (expected === undefined) return skip("kubectl is not installed");
  const actual = scalars.map((text) => resolvePlainScalar(text, 0, text.length).value);
  expect(Object.fromEntries(scalars.map((text, at) => [text, actual[at]]))).toEqual(
    Object.fromEntries(scalars.map((text, at) => [text, expected[at]])),
  );
});

it("keeps the digits of a number that a double cannot hold", () => {
  expect(resolvePlainScalar("9007199254740993", 0, 16)).toMatchObject({
    value: 9007199254740992,
    digits: "9007199254740993",
  });
  expect(resolvePlainScalar("0x10", 0, 4)).not.toHaveProperty("digits");
});
