import type { Data, DataMap } from "../policy.js";
import type { TranslationContext } from "./attribute.js";
import { always, conjunction, disjunction, isAlways, negation } from "./condition-parts.js";
import type { ConnectionBlock } from "./definition.js";
import { matchesOf, type TypeGroup, type TypeGroups } from "./type-groups.js";

/** What must hold for a thing not to be a bad end of a connection. */
export type Goodness = (group: TypeGroup) => DataMap;

/** More than this is no policy that anybody reads. */
const longestTranslation = 100_000;

/** Things at the other end of a connection that are asked the same, not to be a bad end. */
interface OtherEnd {
  readonly match: readonly string[];
  readonly good: DataMap;
}

/** A connection, as each of its ends sees it. */
export class TranslatedConnection {
  readonly #types: ReadonlySet<TypeGroup>;
  readonly #connected: ReadonlySet<TypeGroup>;
  /** What lies at the other end is the same for all resources of one side. */
  readonly #linkOf = new Map<string, DataMap | undefined>();

  constructor(
    readonly block: ConnectionBlock,
    groups: TypeGroups,
    readonly isGood: Goodness,
    readonly context: TranslationContext,
  ) {
    this.#types = groups.of(block.types);
    this.#connected = groups.of(block.connected);
  }

  /** What the connection asks of a group; undefined where it says nothing of it. */
  of(group: TypeGroup): DataMap | undefined {
    const side = `${String(this.#types.has(group))} ${String(this.#connected.has(group))}`;
    if (!this.#linkOf.has(side)) this.#linkOf.set(side, this.#bounded(this.#link(this.#othersOf(group))));
    const link = this.#linkOf.get(side);
    if (link === undefined || this.block.operator !== "not_exists") return link;
    const { notes } = this.context;
    return this.#bounded(negation(conjunction([link, this.isGood(group)], notes), notes));
  }

  #othersOf(group: TypeGroup): readonly TypeGroup[] {
    const others = [
      ...(this.#types.has(group) ? this.#connected : []),
      ...(this.#connected.has(group) ? this.#types : []),
    ];
    return [...new Set(others)];
  }

  /** That there is a link that counts, and, unless one will do, none that does not. */
  #link(others: readonly TypeGroup[]): DataMap | undefined {
    if (others.length === 0) return undefined;
    const { notes } = this.context;
    const ends = this.#endsOf(others);
    if (this.block.operator === "one_exists") {
      return disjunction(ends.map(({ match, good }) => connectedTo(match, good)));
    }
    const anyLink = disjunction(matchesOf(others).map((match) => connectedTo(match, always)));
    const noBad = ends
      .filter(({ good }) => !isAlways(good))
      .map(({ match, good }): DataMap => ({ not: connectedTo(match, negation(good, notes)) }));
    return conjunction([anyLink, ...noBad], notes);
  }

  #endsOf(others: readonly TypeGroup[]): readonly OtherEnd[] {
    const found = new Map<string, { readonly groups: TypeGroup[]; readonly good: DataMap }>();
    for (const other of others) {
      const good = this.isGood(other);
      const key = JSON.stringify(good);
      const known = found.get(key);
      if (known === undefined) found.set(key, { groups: [other], good });
      else known.groups.push(other);
    }
    return [...found.values()].flatMap(({ groups, good }) => matchesOf(groups).map((match) => ({ match, good })));
  }

  #bounded(condition: DataMap | undefined): DataMap | undefined {
    if (condition === undefined || JSON.stringify(condition).length <= longestTranslation) return condition;
    this.context.problems.error(this.block.at, "This connection depends on others in too many ways.");
    return always;
  }
}

function connectedTo(match: readonly string[], where: DataMap): DataMap {
  const [only] = match;
  const to: Data = only !== undefined && match.length === 1 ? only : match;
  return { connected: isAlways(where) ? { to } : { to, where } };
}
