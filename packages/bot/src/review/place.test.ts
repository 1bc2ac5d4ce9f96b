import { describe, expect, it } from "vitest";
import { ChangeIndex, type ChangedFile, type Hunk } from "../change/change-set.js";
import { finding, lines } from "../testing/findings.js";
import { placeFinding, type PlacingContext } from "./place.js";

function changed(path: string, hunks: readonly Hunk[], more: Partial<ChangedFile> = {}): ChangedFile {
  return { path, previousPath: undefined, status: "modified", hunks, ...more };
}

const block = 'resource "x" "y" {\n  a = 1\n  b = 2\n}\n';

function index(...files: readonly ChangedFile[]): PlacingContext {
  const change = new ChangeIndex({ base: "a", head: "b", files });
  return { change, readBase: () => block, readHead: () => block };
}

const added = (first: number, last = first): Hunk => ({ removed: undefined, added: { first, last } });
const removed = (first: number, last = first): Hunk => ({ removed: { first, last }, added: undefined });

const traced = finding({
  trace: [
    { location: lines("main.tf", 43), message: 'argument "encrypted" of module "database"' },
    { location: lines("terraform.tfvars", 10), message: 'value of variable "encrypted"' },
  ],
});

describe("where a finding is told", () => {
  it("is the line to edit, at the end of the trace, where the change writes that", () => {
    const change = index(changed("terraform.tfvars", [added(8, 12)]), changed("main.tf", [added(43)]));
    expect(placeFinding(traced, change)).toEqual({
      kind: "lines",
      file: "terraform.tfvars",
      side: "head",
      first: 10,
      last: 10,
      role: 'value of variable "encrypted"',
    });
  });

  it("is the module argument where the change writes that alone", () => {
    const change = index(changed("terraform.tfvars", [added(1)]), changed("main.tf", [added(43)]));
    expect(placeFinding(traced, change)).toMatchObject({ kind: "lines", file: "main.tf", first: 43, last: 43 });
  });

  it("is where it is found, where that is written and nothing before it", () => {
    const change = index(changed("modules/database/main.tf", [added(1), added(40, 50)]));
    expect(placeFinding(traced, change)).toMatchObject({
      file: "modules/database/main.tf",
      first: 42,
      role: undefined,
    });
  });

  it("is only the lines of it that the change writes", () => {
    const long = finding({ location: lines("a.tf", 10, 20) });
    expect(placeFinding(long, index(changed("a.tf", [added(2), added(15, 16), added(19)])))).toMatchObject({
      first: 15,
      last: 16,
    });
  });

  it("is a related place where no other is written", () => {
    const related = finding({ related: [{ location: lines("role.tf", 5), message: "the role that it assumes" }] });
    expect(placeFinding(related, index(changed("role.tf", [added(5)])))).toMatchObject({
      file: "role.tf",
      role: "the role that it assumes",
    });
  });

  it("is lines taken away from the resource where it passed before, else lines written in it", () => {
    const before = finding({ status: "pass", location: lines("old.tf", 1) });
    const change = index(changed("new.tf", [removed(3), added(2)], { previousPath: "old.tf", status: "renamed" }));
    const absent = finding({ location: lines("new.tf", 1) });
    expect(placeFinding(absent, change, before)).toEqual({
      kind: "lines",
      file: "new.tf",
      side: "base",
      first: 3,
      last: 3,
      role: undefined,
    });
    expect(placeFinding(absent, change)).toMatchObject({ kind: "lines", side: "head", first: 2, last: 2 });
    expect(placeFinding(absent, index(changed("new.tf", [added(7)])), before)).toEqual({
      kind: "file",
      file: "new.tf",
    });
  });

  it("is a file that the change touches, or else the summary", () => {
    const change = index(changed("terraform.tfvars", [added(1)]));
    expect(placeFinding(traced, change)).toEqual({ kind: "file", file: "terraform.tfvars" });
    expect(placeFinding(traced, index(changed("other.tf", [added(1)])))).toEqual({ kind: "summary" });
    expect(placeFinding(traced, index(changed("main.tf", [removed(43)], { status: "deleted" })))).toEqual({
      kind: "summary",
    });
  });
});
