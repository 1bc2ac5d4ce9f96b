import { RE2JS } from "re2js";

/** One component of a glob pattern, between two slashes. */
export interface GlobComponent {
  /** `**`: any number of directories. */
  readonly isDeep: boolean;
  /** The name that it is, where it has nothing special. */
  readonly literal: string | undefined;
  /** Whether a name matches; undefined for a pattern that is not valid, which counts only once it is tried. */
  readonly matches: ((name: string) => boolean) | undefined;
}

/**
 * Splits a pattern into its components, with the syntax that `fileset` has: `*`, `?`, `[a-z]`, `[^a-z]`, `{a,b}`, `\x`, and
 * `**` as a component of its own. A slash ends a component also between braces.
 */
export function parseGlob(pattern: string): readonly GlobComponent[] {
  return pattern.split("/").map((text) => {
    if (text === "**") return { isDeep: true, literal: undefined, matches: undefined };
    if (!/[*?[{\\]/.test(text)) return { isDeep: false, literal: text, matches: (name) => name === text };
    const source = new Translator(text).translate();
    if (source === undefined) return { isDeep: false, literal: undefined, matches: undefined };
    const compiled = RE2JS.compile(source, RE2JS.DOTALL);
    return { isDeep: false, literal: undefined, matches: (name) => compiled.matches(name) };
  });
}

/** Turns a component into a regular expression, which matches in linear time. */
class Translator {
  private at = 0;

  constructor(private readonly text: string) {}

  translate(): string | undefined {
    const source = this.sequence(false);
    return this.at === this.text.length ? source : undefined;
  }

  /** Reads up to the end, or to a comma or closing brace where these end an alternative. */
  private sequence(isAlternative: boolean): string | undefined {
    let source = "";
    while (this.at < this.text.length) {
      const character = this.text.charAt(this.at);
      if (isAlternative && (character === "," || character === "}")) return source;
      const part = this.item(character);
      if (part === undefined) return undefined;
      source += part;
    }
    return source;
  }

  private item(character: string): string | undefined {
    this.at += 1;
    switch (character) {
      case "*":
        return ".*";
      case "?":
        return ".";
      case "[":
        return this.characterClass();
      case "{":
        return this.alternatives();
      case "\\":
        this.at += 1;
        return this.at > this.text.length ? undefined : RE2JS.quote(this.text.charAt(this.at - 1));
      default:
        return RE2JS.quote(character);
    }
  }

  private alternatives(): string | undefined {
    const options: string[] = [];
    for (;;) {
      const option = this.sequence(true);
      if (option === undefined || this.at >= this.text.length) return undefined;
      options.push(option);
      this.at += 1;
      if (this.text.charAt(this.at - 1) === "}") return `(?:${options.join("|")})`;
    }
  }

  private characterClass(): string | undefined {
    let source = "[";
    if (this.text.charAt(this.at) === "^") {
      source += "^";
      this.at += 1;
    }
    let isEmpty = true;
    while (this.text.charAt(this.at) !== "]") {
      const low = this.classCharacter();
      if (low === undefined) return undefined;
      source += low;
      isEmpty = false;
      if (this.text.charAt(this.at) !== "-") continue;
      this.at += 1;
      const high = this.classCharacter();
      if (high === undefined) return undefined;
      source += `-${high}`;
    }
    this.at += 1;
    return isEmpty ? undefined : `${source}]`;
  }

  private classCharacter(): string | undefined {
    if (this.text.charAt(this.at) === "\\") this.at += 1;
    else if (/^[-\]]?$/.test(this.text.charAt(this.at))) return undefined;
    const character = String.fromCodePoint(this.text.codePointAt(this.at) ?? 0);
    if (this.at >= this.text.length) return undefined;
    this.at += character.length;
    return /[\w]/.test(character) ? character : `\\x{${(character.codePointAt(0) ?? 0).toString(16)}}`;
  }
}
