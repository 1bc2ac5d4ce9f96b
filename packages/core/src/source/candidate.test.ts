import { expect, it } from "vitest";
import { readCandidate } from "./candidate.js";
import type { SourceHost } from "./host.js";
import { createMemoryHost } from "./memory-host.js";

it("skips what is no text with the reason, and reports what may not be read", () => {
  const inner = createMemoryHost({
    "text.json": "{}",
    "binary.json": Uint8Array.of(1, 0, 2),
    "wide.json": Uint8Array.of(0xff, 0xfe, 0x7b, 0),
    "bad.json": Uint8Array.of(0x22, 0xff, 0x22),
  });
  const host: SourceHost = {
    ...inner,
    readFile: (path) => {
      if (path === "large.json") return { ok: false, error: { code: "too-large", message: "It is large." } };
      if (path === "locked.json") return { ok: false, error: { code: "permission-denied", message: "No." } };
      return inner.readFile(path);
    },
  };
  const skipped: string[] = [];
  const reported: string[] = [];
  const read = (path: string) =>
    readCandidate(
      path,
      host.readFile(path),
      (reason) => skipped.push(`${path} ${reason}`),
      (problem) => reported.push(`${problem.severity} ${problem.code} ${problem.path ?? ""}`),
    )?.text;
  expect(read("text.json")).toBe("{}");
  expect(read("bad.json")).toBe('"\uFFFD"');
  for (const path of ["binary.json", "wide.json", "large.json", "locked.json"]) expect(read(path)).toBeUndefined();
  expect(skipped).toEqual(["binary.json binary-file", "wide.json invalid-utf8", "large.json too-large"]);
  expect(reported).toEqual(["error file-unreadable locked.json"]);
});
