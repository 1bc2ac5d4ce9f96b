import type { NodeReference, Reading, TraceStep } from "../../graph/reading.js";
import type { SourceFile, SourceRange } from "../../source/source-file.js";
import { decodedAt } from "../data/decoded.js";
import type { PathStep, Place } from "../trace/place.js";
import { rangeInPlace, referencesFrom, walk } from "../trace/walk.js";

/** What is known about where a value that is being read comes from. Paths lead into that value. */
export interface Origin {
  readonly file: SourceFile;
  /** Where the value as a whole is shown to be. */
  readonly range: SourceRange;
  /** The way from the place at `path` to the line to edit. */
  trace(path: readonly PathStep[]): readonly TraceStep[];
  /** The part of the attribute in which the place at `path` is written, where that is narrower than the whole. */
  rangeWithin(path: readonly PathStep[]): SourceRange | undefined;
  /** What the value at `path` was computed from. */
  references(path: readonly PathStep[]): readonly NodeReference[];
  /** The structure behind the JSON text at `path`, where it is at hand. */
  decoded(path: readonly PathStep[]): (() => Reading) | undefined;
}

/** The origin of the value at a place. `before` are the hops that led there from `range`. */
export function originAt(start: Place, range: SourceRange, before: readonly TraceStep[] = []): Origin {
  return new PlaceOrigin(start, range, before);
}

/** A class, because every attribute that is read has one, and hardly any is asked anything. */
class PlaceOrigin implements Origin {
  constructor(
    readonly start: Place,
    readonly range: SourceRange,
    readonly before: readonly TraceStep[],
  ) {}

  get file(): SourceFile {
    return this.range.file;
  }

  trace(path: readonly PathStep[]): readonly TraceStep[] {
    return walk(this.#placeAt(path), this.before).hops;
  }

  rangeWithin(path: readonly PathStep[]): SourceRange | undefined {
    return this.before.length === 0 ? rangeInPlace(this.#placeAt(path)) : undefined;
  }

  references(path: readonly PathStep[]): readonly NodeReference[] {
    return referencesFrom(this.#placeAt(path));
  }

  decoded(path: readonly PathStep[]): (() => Reading) | undefined {
    return decodedAt(this.#placeAt(path), this.range, this.before);
  }

  #placeAt(path: readonly PathStep[]): Place {
    return { ...this.start, path: [...this.start.path, ...path] };
  }
}
