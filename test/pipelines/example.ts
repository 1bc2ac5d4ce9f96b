import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";

/** Where a file of the repository is. */
export function repositoryPath(path: string): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}

/** What a file of the repository says. */
export function readText(path: string): string {
  return readFileSync(repositoryPath(path), "utf8");
}

/** A value of YAML of which nothing is known yet. */
export class Yaml {
  constructor(readonly value: unknown) {}

  /** Follows keys and indices; what is not there is undefined. */
  at(...path: readonly (string | number)[]): Yaml {
    let value = this.value;
    for (const key of path) value = isRecord(value) ? value[String(key)] : undefined;
    return new Yaml(value);
  }

  /** The items of a list; none where it is no list. */
  get items(): Yaml[] {
    return Array.isArray(this.value) ? this.value.map((item) => new Yaml(item)) : [];
  }

  /** The text that stands there. @throws where none does. */
  get text(): string {
    if (typeof this.value === "string") return this.value;
    throw new Error(`No text stands here, but ${JSON.stringify(this.value)}.`);
  }

  /** The texts of a list, or the only text. */
  get texts(): string[] {
    return Array.isArray(this.value) ? this.items.map(({ text }) => text) : [this.text];
  }

  /** A mapping of names to values, as an environment has them. */
  get variables(): Record<string, string> {
    const value = this.value ?? {};
    if (!isRecord(value)) throw new Error(`No mapping stands here, but ${JSON.stringify(value)}.`);
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, String(each)]));
  }
}

/** Reads a YAML file of the repository. */
export function readYaml(path: string): Yaml {
  return new Yaml(parse(readText(path), { merge: true }));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
