import { describe, expect, it } from "vitest";
import { at, load } from "../load.test.support.js";

const said = (text: string, others: Readonly<Record<string, string>> = {}): readonly string[] =>
  load({ "main.tf": text, "m/main.tf": "", ...others }).diagnostics.map(
    ({ code, range }) => `${code} ${range === undefined ? "" : at(range)}`,
  );

// What is refused and what is not is recorded from terraform in test/conformance; here it is where it is said.
describe("what is refused before anything is evaluated", () => {
  it("is shown at names", () => {
    expect(said('variable "count" {}')).toEqual(["invalid-name main.tf:1:1-1:17"]);
    expect(said('resource "x_y" "a b" {}')).toEqual(["invalid-name main.tf:1:16-1:21"]);
  });

  it("is shown in settings", () => {
    expect(said('terraform {\n  backend "a" {}\n  cloud {}\n}')).toEqual(["duplicate-declaration main.tf:3:3-3:8"]);
    expect(said('terraform {\n  required_version = "1.x"\n}')).toEqual(["invalid-version-constraint main.tf:2:3-2:27"]);
    const provider = 'terraform {\n  required_providers {\n    a = { sauce = "x/a", version = "v" }\n  }\n}';
    expect(said(provider)).toEqual([
      "unsupported-argument main.tf:3:11-3:16",
      "invalid-version-constraint main.tf:3:26-3:39",
    ]);
  });

  it("is shown in calls of modules and at providers", () => {
    expect(said('module "m" {\n  source  = "./m"\n  version = "1.0"\n  x {}\n}')).toEqual([
      "unsupported-block main.tf:4:3-4:4",
      "unsupported-argument main.tf:3:3-3:18",
    ]);
    expect(said('resource "x_y" "a" {\n  provider = x.west\n}')).toEqual(["undeclared-provider main.tf:2:14-2:20"]);
    const aliased = {
      "m/main.tf":
        'terraform {\n  required_providers {\n    x = { source = "x/x", configuration_aliases = [x.peer] }\n  }\n}',
    };
    expect(said('module "m" {\n  source = "./m"\n}', aliased)).toEqual(["missing-provider main.tf:1:1-1:11"]);
    const passed =
      'provider "x" {\n  alias = "west"\n}\nmodule "m" {\n  source = "./m"\n  providers = { x.peer = x.west }\n}';
    expect(said(passed, aliased)).toEqual([]);
  });

  it("leaves alone what OpenTofu takes", () => {
    expect(said('provider "x" {\n  alias    = "each"\n  for_each = toset(["a"])\n}')).toEqual([]);
    expect(said('module "m" {\n  source = "./m"\n  lifecycle {\n    enabled = true\n  }\n}')).toEqual([]);
  });

  it("is shown at moves, imports and provisioners", () => {
    expect(said("moved {\n  from = x_y.a\n  to   = x_y.a\n}")).toEqual(["invalid-move main.tf:1:1-1:6"]);
    expect(said('import {\n  to = x_y.a\n  id = "i"\n}')).toEqual(["undeclared-reference main.tf:2:3-2:13"]);
    const provisioner = 'resource "x_y" "a" {\n  provisioner "p" {\n    when = destroy\n    a = x_y.b.id\n  }\n}';
    expect(said(`${provisioner}\nresource "x_y" "b" {}`)).toEqual(["invalid-provisioner main.tf:4:5-4:17"]);
  });

  it("is found quickly in a long chain of moves", () => {
    const moves = Array.from(
      { length: 20_000 },
      (_, index) => `moved {\n from = x.a${index}\n to = x.a${index + 1}\n}`,
    );
    expect(said(moves.join("\n"))).toEqual([]);
  });
});
