import type { ActiveSuppression } from "./active-suppression.js";
import type { PlaceScope } from "./suppression.js";

/** A suppression of a stretch of a file, within those that it lies in. */
interface Nested {
  readonly suppression: ActiveSuppression;
  readonly scope: PlaceScope;
  readonly outer: Nested | undefined;
}

/** The suppressions of stretches of one file. Stretches are nested in each other, as what they are of is. */
export class NestedPlaces {
  readonly #added: { readonly suppression: ActiveSuppression; readonly scope: PlaceScope }[] = [];
  #nested: readonly Nested[] | undefined;

  add(suppression: ActiveSuppression, scope: PlaceScope): void {
    this.#added.push({ suppression, scope });
  }

  /** Those around a place, the innermost first; in time that depends on how deep they are nested. */
  *around(place: number): Generator<Nested> {
    const nested = (this.#nested ??= this.#nest());
    let low = 0;
    let high = nested.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((nested[middle]?.scope.range.start ?? 0) <= place) low = middle + 1;
      else high = middle;
    }
    for (let at = nested[low - 1]; at !== undefined; at = at.outer) {
      if (place <= at.scope.range.end) yield at;
    }
  }

  #nest(): readonly Nested[] {
    const sorted = this.#added.sort(
      ({ scope: { range: one } }, { scope: { range: other } }) => one.start - other.start || other.end - one.end,
    );
    let outer: Nested | undefined;
    return sorted.map(({ suppression, scope }) => {
      while (outer !== undefined && outer.scope.range.end < scope.range.start) outer = outer.outer;
      return (outer = { suppression, scope, outer });
    });
  }
}
