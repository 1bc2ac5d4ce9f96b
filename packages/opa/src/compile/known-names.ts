import { nearest } from "@lintel/core";
import { RegoError } from "../problem.js";
import { isRecord, ruleKindOf } from "../rule.js";
import type { Reference, SourceModule, SourceRule } from "./syntax.js";

/**
 * Finds references to packages, rules and data that there are not, and rules whose name is nearly one that counts. Rego takes
 * either for undefined, and so for a pass.
 */
export function findMisspelt(modules: readonly SourceModule[], data: unknown): readonly RegoError[] {
  const known = new KnownNames(modules, data);
  return modules.flatMap((module) => [
    ...withoutEchoes(dataReferences(module).filter(({ names }) => !known.has(names))).map((each) =>
      known.problemWith(each),
    ),
    ...module.rules.flatMap((rule) => misspeltRule(rule, modules) ?? []),
  ]);
}

/** What lies in something that is missing is no problem of its own. */
function withoutEchoes(missing: readonly Reference[]): readonly Reference[] {
  const keys = new Set(missing.map(({ names }) => keyOf(names)));
  return missing.filter(({ names }) => !names.some((_, index) => index > 0 && keys.has(keyOf(names.slice(0, index)))));
}

class KnownNames {
  readonly #packages: readonly (readonly string[])[];
  readonly #rules: ReadonlySet<string>;

  constructor(
    modules: readonly SourceModule[],
    readonly data: unknown,
  ) {
    this.#packages = modules.map(({ packagePath }) => packagePath);
    this.#rules = new Set(
      modules.flatMap(({ packagePath, rules }) => rules.map(({ name }) => keyOf([...packagePath, name]))),
    );
  }

  has(names: readonly string[]): boolean {
    return names.length === 0 || this.#isPackage(names) || this.#isRule(names) || this.#isData(names);
  }

  problemWith({ names, place }: Reference): RegoError {
    const near = nearest(names.join("."), [
      ...this.#packages.map((path) => path.join(".")),
      ...[...this.#rules].map((rule) => rule.replaceAll("\0", ".")),
    ]);
    const hint =
      near === undefined ? "Name the package, the rule or the data that is meant." : `Did you mean data.${near}?`;
    const message = `There is no data.${names.join(".")}: Rego takes that for undefined, and so for a pass.`;
    return new RegoError("rego-unknown-name", message, hint, place);
  }

  /** A package, or what packages lie in. */
  #isPackage(names: readonly string[]): boolean {
    return this.#packages.some((path) => names.every((name, index) => path[index] === name));
  }

  #isRule(names: readonly string[]): boolean {
    return names.some((_, index) => this.#rules.has(keyOf(names.slice(0, index + 1))));
  }

  #isData(names: readonly string[]): boolean {
    let at = this.data;
    for (const name of names) {
      if (!isRecord(at)) return true;
      if (!Object.hasOwn(at, name)) return false;
      at = at[name];
    }
    return true;
  }
}

function keyOf(names: readonly string[]): string {
  return names.join("\0");
}

/** What a module takes of `data`, directly or by the name of an import. */
function dataReferences({ imports, rules, variables }: SourceModule): readonly Reference[] {
  const imported = imports.filter(({ target }) => target.head === "data");
  const byAlias = new Map(imported.map(({ alias, target }) => [alias, target.names]));
  const used = rules.flatMap(({ references }) =>
    references.flatMap((reference): Reference[] => {
      if (reference.head === "data") return [reference];
      const before = byAlias.get(reference.head);
      const isHidden = variables.has(reference.head);
      return before === undefined || isHidden ? [] : [{ ...reference, names: [...before, ...reference.names] }];
    }),
  );
  const targets = imported.map(({ target }) => target);
  const missing = new Set<string>();
  // One mistake in an import is one problem, however often the import is used.
  return [...targets, ...used].filter(({ names }) => {
    const key = keyOf(names);
    if (missing.has(key)) return false;
    missing.add(key);
    return true;
  });
}

/** A set that nothing reads, of a name that is nearly one that counts. */
function misspeltRule(
  { name, isPartialSet, place }: SourceRule,
  modules: readonly SourceModule[],
): RegoError | undefined {
  if (!isPartialSet || ruleKindOf(name) !== undefined || name === "exception") return undefined;
  const meant = kindNear(name);
  if (meant === undefined) return undefined;
  const isRead = modules.some(
    ({ rules, variables }) =>
      variables.has(name) ||
      rules.some(({ references }) => references.some((each) => each.head === name || each.names.includes(name))),
  );
  if (isRead) return undefined;
  const message = `Nothing reads the rule ${name}: only rules whose names begin with deny, violation or warn say what is wrong.`;
  return new RegoError("rego-misspelt-rule", message, `Did you mean ${meant}?`, place);
}

function kindNear(name: string): string | undefined {
  const [first = name] = name.split("_");
  const known = ["deny", "violation", "warn"];
  const begun = known.find((kind) => first.toLowerCase().startsWith(kind.slice(0, 3)));
  const near = begun ?? nearest(first, known);
  return near === undefined ? undefined : near + name.slice(first.length);
}
