import ignore, { type Ignore } from "ignore";

/** Says who owns a file, as CODEOWNERS of the repository's host does: the last line that is about it decides. */
export interface CodeOwners {
  /** Names as they are written (`@org/team`, an address), in order; empty where nobody is named. */
  readonly of: (path: string) => readonly string[];
}

/** Where GitHub, GitLab and Bitbucket look for the file, the first that there is counting. */
export const codeOwnersPaths = [".github/CODEOWNERS", ".gitlab/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"] as const;

/** The code owners of a repository that names none. */
export const noOwners: CodeOwners = { of: () => [] };

interface Rule {
  readonly matcher: Ignore;
  readonly owners: readonly string[];
  readonly section: Section;
}

/** GitLab decides section by section; GitHub has only one. */
interface Section {
  readonly owners: readonly string[];
}

const sectionHeader = /^\^?\[([^\]]+)\](?:\[\d+\])?\s*(.*)$/;

/**
 * Reads a CODEOWNERS file. What its hosts do not take for a rule (a negation, a line without pattern) is left out, as they leave it out.
 * @see https://docs.github.com/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
 * @see https://docs.gitlab.com/user/project/codeowners/reference/
 */
export function readCodeOwners(text: string): CodeOwners {
  const rules: Rule[] = [];
  const sections: Section[] = [{ owners: [] }];
  for (const line of text.split(/\r?\n/)) {
    const content = line.trim();
    if (content === "" || content.startsWith("#") || content.startsWith("!")) continue;
    const header = sectionHeader.exec(content);
    if (header !== null) {
      sections.push({ owners: namesIn(header[2] ?? "") });
      continue;
    }
    const section = sections.at(-1);
    const rule = section === undefined ? undefined : readRule(content, section);
    if (rule !== undefined) rules.push(rule);
  }
  const known = new Map<string, readonly string[]>();
  return {
    of: (path) => {
      const owners = known.get(path) ?? ownersOf(path, rules);
      known.set(path, owners);
      return owners;
    },
  };
}

function readRule(line: string, section: Section): Rule | undefined {
  const [, pattern = "", rest = ""] = /^((?:\\.|[^\s\\])+)(.*)$/.exec(line) ?? [];
  if (pattern === "") return undefined;
  const written = namesIn(rest);
  return { matcher: ignore().add(pattern), owners: written, section };
}

function ownersOf(path: string, rules: readonly Rule[]): readonly string[] {
  const deciding = new Map<Section, Rule>();
  for (const rule of rules) if (rule.matcher.ignores(path)) deciding.set(rule.section, rule);
  const names = [...deciding.values()].flatMap(({ owners, section }) => (owners.length > 0 ? owners : section.owners));
  return [...new Set(names)];
}

/** `@user`, `@org/team`, `@@role` and addresses; a comment ends the line. */
function namesIn(text: string): readonly string[] {
  const withoutComment = text.replace(/(?:^|\s)#.*$/, "");
  return withoutComment.split(/\s+/).filter((word) => /^@{1,2}[\w./-]+$|^[^\s@]+@[^\s@]+$/.test(word));
}
