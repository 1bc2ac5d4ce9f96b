import type { Fix } from "./policy/finding.js";
import { compareCodePoints } from "./source/code-points.js";
import type { SourceHost } from "./source/host.js";
import { SourceFile } from "./source/source-file.js";
import { applyEdits, haveOverlap, sortEdits, type TextEdit } from "./source/text-edit.js";

/** A file before and after it was edited, both with their byte order mark where there is one. */
export interface FixedFile {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  /** Numbers of the lines of `before` that hold something that must not be shown. */
  readonly hiddenLines: ReadonlySet<number>;
  /** Those of the lines of `after`, but for what is new: that stands in a policy. */
  readonly hiddenLinesAfter: ReadonlySet<number>;
}

/** Tells the lines of a file, by the names that it has, that must not be shown; the text is without its byte order mark. */
export type HiddenLines = (names: readonly string[], text: string) => ReadonlySet<number>;

/** A host that reads every file once, so that what it gives stays the same while files change on the disk. */
function remembering(host: SourceHost): SourceHost {
  const known = new Map<string, ReturnType<SourceHost["readFile"]>>();
  return {
    readDirectory: (path) => host.readDirectory(path),
    kindOf: (path) => host.kindOf(path),
    realPath: (path) => host.realPath(path),
    readFile: (path) => {
      let result = known.get(path);
      if (result === undefined) known.set(path, (result = host.readFile(path)));
      return result;
    },
  };
}

const byteOrderMark = "\uFEFF";
const encoder = new TextEncoder();

/** The files of a host, some of them edited. Immutable: `draft` leads to further ones. */
export class EditableSources {
  readonly host: SourceHost;

  /** The files of a host as they are. */
  static of(host: SourceHost): EditableSources {
    return new EditableSources(remembering(host), new Map(), new Map());
  }

  private constructor(
    readonly original: SourceHost,
    /** Texts with their byte order marks. */
    readonly texts: ReadonlyMap<string, string>,
    /** The one name of every file that was asked for, by the name that it was asked for by. */
    readonly names: Map<string, string>,
  ) {
    this.host = {
      ...original,
      readFile: (path) => {
        const text = texts.get(this.nameOf(path));
        return text === undefined ? original.readFile(path) : { ok: true, value: encoder.encode(text) };
      },
    };
  }

  /** The text of a file that was edited, without its byte order mark. */
  edited(path: string): string | undefined {
    return this.texts.get(this.nameOf(path))?.replace(/^\uFEFF/, "");
  }

  /** Collects edits that are made together. */
  draft(): Draft {
    return new Draft(this);
  }

  /** The text of a file as it is now, with its byte order mark; undefined for what cannot be read as UTF-8. */
  read(path: string): string | undefined {
    const bytes = this.host.readFile(path);
    if (!bytes.ok) return undefined;
    try {
      return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes.value);
    } catch {
      return undefined;
    }
  }

  /** These sources with further texts. */
  with(texts: ReadonlyMap<string, string>): EditableSources {
    const edited = new Map(this.texts);
    for (const [path, text] of texts) edited.set(this.nameOf(path), text);
    return new EditableSources(this.original, edited, this.names);
  }

  /** The files that are not as they were, in order of their paths. */
  changedFiles(hiddenBefore: HiddenLines, hiddenAfter: HiddenLines): readonly FixedFile[] {
    const untouched = new EditableSources(this.original, new Map(), this.names);
    return [...this.texts]
      .map(([path, after]) => {
        const before = untouched.read(path) ?? "";
        const names = [...this.names].flatMap(([name, real]) => (real === path ? [name] : []));
        const plain = { before: before.replace(byteOrderMark, ""), after: after.replace(byteOrderMark, "") };
        const hiddenLines = hiddenBefore(names, plain.before);
        const hiddenLinesAfter = copiesOf(hiddenLines, plain.before, hiddenAfter(names, plain.after), plain.after);
        return { path, before, after, hiddenLines, hiddenLinesAfter };
      })
      .filter(({ before, after }) => before !== after)
      .sort((left, right) => compareCodePoints(left.path, right.path));
  }

  /** The one name of a file, which may have several. */
  nameOf(path: string): string {
    let name = this.names.get(path);
    if (name === undefined) {
      const real = this.original.realPath(path);
      this.names.set(path, (name = real.ok ? real.value : path));
    }
    return name;
  }
}

/** Those of some later lines of a text that hold what, blanks aside, was on one of its lines, or in the braces on one. */
function copiesOf(
  lines: ReadonlySet<number>,
  text: string,
  laterLines: ReadonlySet<number>,
  laterText: string,
): ReadonlySet<number> {
  const later = new SourceFile("", laterText);
  const file = new SourceFile("", text);
  const compact = (of: SourceFile, line: number): string => (of.lineText(line) ?? "").replace(/\s+/g, "");
  const known = new Set<string>();
  for (const line of lines) {
    const whole = compact(file, line);
    known.add(whole).add(whole.slice(whole.indexOf("{") + 1, whole.lastIndexOf("}")));
  }
  return new Set([...laterLines].filter((line) => known.has(compact(later, line))));
}

/** Edits of some files that do not get into each other's way. */
export class Draft {
  readonly #files = new Map<string, { readonly file: SourceFile; readonly mark: string; edits: readonly TextEdit[] }>();

  constructor(readonly sources: EditableSources) {}

  /** Adds the edits of a fix, all or none: they may concern what others do, or a file that cannot be edited. */
  add(edits: Fix["edits"]): "added" | "overlap" | "impossible" {
    const changed = new Map<string, TextEdit[]>();
    for (const { location, text } of edits) {
      const path = this.sources.nameOf(location.file);
      const known = this.#open(path);
      if (known === undefined) return "impossible";
      const { file } = known;
      const edit = { start: file.offsetAt(location.start), end: file.offsetAt(location.end), text };
      changed.set(path, [...(changed.get(path) ?? []), edit]);
    }
    const all = [...changed].map(([path, added]) => [path, this.#merge(path, added)] as const);
    if (all.some(([, merged]) => merged === undefined)) return "overlap";
    for (const [path, merged] of all) {
      const known = this.#files.get(path);
      if (known !== undefined && merged !== undefined) known.edits = merged;
    }
    return "added";
  }

  /** The sources with all edits made. */
  apply(): EditableSources {
    const texts = [...this.#files].map(
      ([path, { file, mark, edits }]) => [path, mark + applyEdits(file.text, edits)] as const,
    );
    return this.sources.with(new Map(texts));
  }

  /** Two fixes may make the same edits: that is one. */
  #merge(path: string, added: readonly TextEdit[]): readonly TextEdit[] | undefined {
    const known = this.#files.get(path)?.edits ?? [];
    const isKnown = (edit: TextEdit): boolean =>
      known.some(({ start, end, text }) => start === edit.start && end === edit.end && text === edit.text);
    if (added.every(isKnown)) return known;
    const merged = sortEdits([...known, ...added]);
    return haveOverlap(merged) ? undefined : merged;
  }

  #open(path: string): { readonly file: SourceFile } | undefined {
    const known = this.#files.get(path);
    if (known !== undefined) return known;
    const text = this.sources.read(path);
    if (text === undefined) return undefined;
    const mark = text.startsWith(byteOrderMark) ? byteOrderMark : "";
    const opened = { file: new SourceFile(path, text.slice(mark.length)), mark, edits: [] };
    this.#files.set(path, opened);
    return opened;
  }
}
