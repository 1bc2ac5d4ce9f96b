import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { writeReport } from "./report-file.js";

let directory = "";
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "lintel-report-"));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

describe("report files", () => {
  it("are written whole and leave nothing beside them", () => {
    const file = join(directory, "a.json");
    expect(writeReport(file, "{}\n")).toBeUndefined();
    expect(writeReport(file, "[]\n")).toBeUndefined();
    expect(readFileSync(file, "utf8")).toBe("[]\n");
    expect(readdirSync(directory)).toEqual(["a.json"]);
  });

  it("keep the permissions and the link that were there", () => {
    const file = join(directory, "real");
    const link = join(directory, "link");
    writeFileSync(file, "");
    chmodSync(file, 0o600);
    symlinkSync(file, link);
    expect(writeReport(link, "text")).toBeUndefined();
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readFileSync(file, "utf8")).toBe("text");
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it("go where a link leads, also when nothing is there yet", () => {
    mkdirSync(join(directory, "sub"));
    symlinkSync("sub", join(directory, "through"));
    symlinkSync("through/real", join(directory, "link"));
    expect(writeReport(join(directory, "link"), "text")).toBeUndefined();
    expect(lstatSync(join(directory, "link")).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(directory, "sub/real"), "utf8")).toBe("text");
  });

  it("say so where links lead in a circle", () => {
    symlinkSync("other", join(directory, "one"));
    symlinkSync("one", join(directory, "other"));
    expect(writeReport(join(directory, "one"), "text")).toContain("circle");
    expect(readdirSync(directory).sort()).toEqual(["one", "other"]);
  });

  it("are not kept from being written by what a killed run left", () => {
    const file = join(directory, "a.json");
    writeFileSync(join(directory, `.a.json.${process.pid}.tmp`), "half");
    expect(writeReport(file, "{}\n")).toBeUndefined();
    expect(readFileSync(file, "utf8")).toBe("{}\n");
  });

  it("do not replace a device", () => {
    expect(writeReport("/dev/null", "text")).toBeUndefined();
    expect(statSync("/dev/null").isCharacterDevice()).toBe(true);
  });

  it("say why they cannot be written", () => {
    mkdirSync(join(directory, "sub"));
    writeFileSync(join(directory, "plain"), "");
    expect(writeReport(join(directory, "missing/a.json"), "")).toContain("no directory");
    expect(writeReport(join(directory, "sub"), "")).toContain("is a directory");
    expect(writeReport(join(directory, "plain/a.json"), "")).toContain("is not a directory");
    expect(existsSync(join(directory, "missing"))).toBe(false);
    expect(readdirSync(directory).sort()).toEqual(["plain", "sub"]);
  });
});
