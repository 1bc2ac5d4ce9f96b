import { describe, expect, it } from "vitest";
import { ChangeIndex, type ChangedFile, type Hunk } from "../change/change-set.js";
import { finding, lines } from "../testing/findings.js";
import { placeFinding } from "./place.js";

function changed(path: string, hunks: readonly Hunk[], more: Partial<ChangedFile> = {}): ChangedFile {
  return { path, previousPath: undefined, status: "modified", hunks, ...more };
}

function index(...files: readonly ChangedFile[]): ChangeIndex {
  return new ChangeIndex({ base: "a", head: "b", files });
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
    const block = finding({ location: lines("a.tf", 10, 20) });
    expect(placeFinding(block, index(changed("a.tf", [added(2), added(15, 16), added(19)])))).toMatchObject({
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

  it("is the line taken away that made it pass before", () => {
    const before = finding({ status: "pass", location: lines("old.tf", 7) });
    const change = index(changed("new.tf", [removed(7), added(3)], { previousPath: "old.tf", status: "renamed" }));
    expect(placeFinding(finding({ location: lines("new.tf", 1) }), change, before)).toEqual({
      kind: "lines",
      file: "new.tf",
      side: "base",
      first: 7,
      last: 7,
      role: undefined,
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
