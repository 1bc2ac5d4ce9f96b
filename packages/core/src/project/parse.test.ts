import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SourceFile } from "../source/source-file.js";
import { parseConfiguration } from "./parse.js";

/** Where problems are, `line:column`, with their hints. */
function problemsOf(text: string, path = "lintel.yaml", isNamed = false): string[] {
  const { configuration, diagnostics } = parseConfiguration(new SourceFile(path, text), isNamed);
  expect(configuration === undefined).toBe(diagnostics.length > 0);
  return diagnostics.map(({ code, range, hint }) => {
    expect(code).toBe("configuration-invalid");
    const { line, column } = range?.file.positionAt(range.start) ?? { line: 0, column: 0 };
    return `${String(line)}:${String(column)}${hint === undefined ? "" : ` ${hint}`}`;
  });
}

describe("parsing a configuration", () => {
  it("takes everything that there is to say", () => {
    const text = `version: 1
root: true
include: ["infra/**"]
exclude: ["**/examples/**"]
preset: [recommended, soc2]
policies: { a: off, b: on, c: high, d: true, e: { enabled: true, severity: low, enforcement: advisory, parameters: { x: [1] } } }
externalPolicies: [policies/]
plugins: [./plugin.mjs, "@acme/policies"]
rego: [rego/]
failOn: none
severity: low
requireCoverage: 80
variables: { varFiles: [a.tfvars], vars: { region: x, many: [1, { a: null }] }, workspace: prod }
scenarios: [{ name: prod, varFiles: [p.tfvars], vars: {}, workspace: w }]
suppressions: { requireReason: true, requireOwner: false, maximumDays: 180 }
suppress: [{ policy: [a, b], address: 'module.a["x"].b.c', path: "x/**", reason: r, until: 2027-01-31, owner: o }]
overrides: [{ paths: ["legacy/**"], addresses: ["module.legacy.*"], policies: { a: off }, severity: low, failOn: high, preset: all }]
baseline: { file: .lintel-baseline.json, ratchet: true }
`;
    expect(problemsOf(text)).toEqual([]);
  });

  it.each<[string, string, string[]]>([
    ["a misspelt setting", "version: 1\nexlude: []\n", ["2:1 Did you mean “exclude”?"]],
    ["one of a policy", "version: 1\npolicies:\n  a: { severty: low }\n", ["3:8 Did you mean “severity”?"]],
    ["one of an override", "version: 1\noverrides: [{ path: [a] }]\n", ["2:15 Did you mean “paths”?"]],
    ["one of a suppression", "version: 1\nsuppress: [{ policy: a, adress: b }]\n", ["2:25 Did you mean “address”?"]],
    ["one of variables", "version: 1\nvariables: { varfiles: [] }\n", ["2:14 Did you mean “varFiles”?"]],
    ["a misspelt severity", "version: 1\nseverity: hihg\n", ["2:1 Did you mean “high”?"]],
    [
      "a misspelt enforcement",
      "version: 1\npolicies: { a: { enforcement: advisry } }\n",
      ["2:18 Did you mean “advisory”?"],
    ],
    ["a policy that is switched otherwise", "version: 1\npolicies: { a: of }\n", ["2:13 Did you mean “off”?"]],
    ["the beginning of a severity", "version: 1\nfailOn: crit\n", ["2:1 Did you mean “critical”?"]],
    [
      "the beginning of an enforcement",
      "version: 1\npolicies: { a: { enforcement: soft } }\n",
      ["2:18 Did you mean “soft-mandatory”?"],
    ],
    ["no version", "severity: low\n", ["1:1"]],
    ["a day that there is not", "version: 1\nsuppress: [{ policy: a, path: b, until: 2027-02-30 }]\n", ["2:34"]],
    ["a suppression of everything", "version: 1\nsuppress: [{ policy: a }]\n", ["2:12"]],
    ["a glob that leads out", "version: 1\nexclude: [../a]\n", ["2:11"]],
    [
      "paths that lead out",
      "version: 1\nrego: [../a]\nplugins: [../p.mjs]\nbaseline: { file: ../b.json }\n",
      ["2:8", "3:11", "4:13"],
    ],
    ["two scenarios of one name", "version: 1\nscenarios: [{ name: a }, { name: a }]\n", ["2:28"]],
    ["two settings of one name", "version: 1\nseverity: low\nseverity: high\n", ["3:1"]],
    [
      "two settings of one name, two scenarios of one name, a path that leads out and something misspelt",
      "version: 1\nexlude: []\nscenarios: [{ name: a }, { nam: a }, { name: a }]\nrego: [1, ../a]\nseverity: low\nseverity: high\n",
      ["2:1 Did you mean “exclude”?", "3:28 Did you mean “name”?", "3:40", "4:8", "4:11", "6:1"],
    ],
    ["two documents", "version: 1\n---\nversion: 1\n", ["2:1"]],
    ["what is not YAML", "version: 1\n\tseverity: low\n", ["2:1"]],
    ["what would be no entry of an object", "version: 1\n__proto__: { a: 1 }\n", ["2:1"]],
    [
      "several things at once",
      "version: 1\nexlude: []\nfailOn: huge\n",
      ["2:1 Did you mean “exclude”?", "3:1 It is one of critical, high, medium, low, info, none."],
    ],
  ])("says of %s where it is", (_what, text, expected) => {
    expect(problemsOf(text)).toEqual(expected);
  });

  it("lets paths of a file that a flag named lead anywhere", () => {
    expect(problemsOf("version: 1\nrego: [../a]\n", "../lintel.yaml", true)).toEqual([]);
  });

  it("takes any text without throwing", () => {
    const word = fc.constantFrom(
      "version: 1",
      "policies:",
      "  a: off",
      "suppress:",
      "- {",
      "}",
      "[",
      "&a",
      "*a",
      "!!x",
      "?",
      ": ",
      "\n",
      "\t",
      "'",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(word).map((words) => words.join("\n")),
        ),
        (text) => {
          const { configuration, diagnostics } = parseConfiguration(new SourceFile("lintel.yaml", text), false);
          expect(configuration === undefined).toBe(diagnostics.length > 0);
        },
      ),
    );
  });
});
