import { describe, expect, it } from "vitest";
import { directoryWith, lintel } from "./binary.js";
import { onTerminal, withTerminal, withoutColor } from "./terminal.js";

const here = (): string => directoryWith({});

function helpOf(...words: string[]): string {
  const { code, stdout, stderr } = lintel(here(), ["help", ...words]);
  expect({ code, stderr, words }).toEqual({ code: 0, stderr: "", words });
  return stdout;
}

/** The commands that a help page lists. */
function commandsIn(page: string): string[] {
  const [, list = ""] = /\nCommands:\n((?: {2}.*\n)+)/.exec(page) ?? [];
  return [...list.matchAll(/^ {2}(\S+)/gm)].map(([, name = ""]) => name);
}

/** Every command, as the help itself names them, and what follows those that have others below them. */
function allCommands(): string[][] {
  return commandsIn(helpOf()).flatMap((name) => [[name], ...commandsIn(helpOf(name)).map((word) => [name, word])]);
}

describe("help", () => {
  it("has a page with examples for every command, which --help shows too", () => {
    const commands = allCommands();
    expect(commands.length).toBeGreaterThan(25);
    for (const words of commands) {
      const page = helpOf(...words);
      expect(page).toMatch(new RegExp(`^Usage: lintel ${words.join(" ")}\\b`));
      expect(page).toMatch(/\nExamples:\n {2}\S/);
      const { code, stdout } = lintel(here(), [...words, "--help"]);
      expect({ code, stdout }).toEqual({ code: 0, stdout: page });
    }
  });

  it("sorts the options of a scan under headings", () => {
    const page = helpOf("scan");
    const headings = [...page.matchAll(/^(\S.*):$/gm)].map(([, heading]) => heading);
    expect(headings).toEqual(
      expect.arrayContaining(["Input", "Policies", "Report", "Thresholds", "Fixing", "Examples"]),
    );
    expect(headings).not.toContain("Options");
  });

  it("is not wider than a hundred columns where there is no terminal, but for what is copied", () => {
    for (const words of allCommands()) {
      const prose = helpOf(...words)
        .split("\n")
        .filter((line) => !/^(Usage:| {2}\S)/.test(line));
      for (const line of prose) expect(line.length).toBeLessThanOrEqual(100);
    }
  });

  withTerminal("fits the terminal", () => {
    for (const columns of [50, 80]) {
      const shown = withoutColor(onTerminal(here(), ["scan", "--help"], {}, { columns }));
      // What is copied (options, examples) and lists without spaces are not broken.
      const prose = shown
        .split(/\r?\n/)
        .filter((line) => !/^(Usage:| {2,6}(?:-|lintel))/.test(line) && / \S+ /.test(line));
      for (const line of prose) expect(line.length).toBeLessThanOrEqual(columns);
    }
  });
});

const policy = `id: acme-queue-name
title: A queue without our name
severity: low
category: hygiene
description: Nobody knows whose it is.
remediation: Begin its name with acme-.
match: [aws_sqs_queue]
parameters: { prefix: { type: text, default: acme-, description: What names begin with } }
require: { name: { startsWith: { parameter: prefix } } }
`;
const queue = (name: string): string => `resource "aws_sqs_queue" "${name}" {\n  name = "${name}-queue"\n}\n`;

describe("an explanation", () => {
  it("has the examples of a policy of one's own, from a file or a folder", () => {
    const annotated = `# pass\n${queue("acme")}\n${queue("other").replace("  name", "  # fail\n  name")}`;
    for (const fixture of ["acme-queue-name.fixture.tf", "acme-queue-name.fixture/main.tf"]) {
      const directory = directoryWith({ "policies/acme-queue-name.yaml": policy, [`policies/${fixture}`]: annotated });
      const { code, stdout, stderr } = lintel(directory, [
        "explain",
        "acme-queue-name",
        "--external-policies",
        "policies",
      ]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      const [, failing = "", passing = ""] = stdout.split(/^What (?:fails|passes)$/m);
      expect(failing).toContain("other-queue");
      expect(failing).not.toContain("acme-queue");
      expect(passing).toContain("acme-queue");
      expect(stdout).not.toMatch(/# (?:fail|pass)$/m);
      expect(stdout).toContain("What names begin with");
    }
  });

  it("goes without them where there is no fixture, or a wrong one", () => {
    for (const fixture of [{}, { "acme-queue-name.fixture.tf": "}" }, { "acme-queue-name.fixture.tf": "" }]) {
      const directory = directoryWith({ "acme-queue-name.yaml": policy, ...fixture });
      const { code, stdout } = lintel(directory, ["explain", "acme-queue-name", "--external-policies", "."]);
      expect(code).toBe(0);
      expect(stdout).toContain("How to mend it");
      expect(stdout).not.toContain("What fails");
    }
  });

  it("shows policies whose fixtures are folders, and offers names that are near", () => {
    const { stdout } = lintel(here(), ["explain", "aws-database-public"]);
    expect(stdout).toContain("What fails");
    expect(stdout).toContain("What passes");
    const { code, stderr } = lintel(here(), ["explain", "aws-databse-public"]);
    expect(code).toBe(2);
    expect(stderr).toContain("Did you mean aws-database-public");
  });
});
