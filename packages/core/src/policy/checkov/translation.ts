import type { Data, DataMap, PolicyCase } from "../policy.js";
import { translateAttribute, type TranslationContext } from "./attribute.js";
import { always, conjunction, disjunction, negation } from "./condition-parts.js";
import type { Block, Combination, ConnectionBlock, FilterBlock } from "./definition.js";
import type { TypeGroup, TypeGroups } from "./type-groups.js";

const noteOfSeveralTypes =
  "Checkov asks every block of every type that is judged, also of those that the block does not name.";
const noteOfConnectedAnd =
  "Beside attributes, a connection counts in Checkov only where neither end fails these: who is connected to one that fails, fails.";
const noteOfFilter =
  "Checkov applies a filter to the result: what it leaves out still counts as the other end of a connection.";
const noteOfRest = "Checkov’s deny list of types judges nothing else.";

/** More than this is no policy that anybody reads. */
const longestTranslation = 200_000;

/** Translates a definition: a case for the types that are asked the same. */
export function translateDefinition(
  definition: Block,
  groups: TypeGroups,
  context: TranslationContext,
): readonly PolicyCase[] {
  return new Translation(groups, context).cases(definition);
}

/** What must hold for a thing not to be a bad end of a connection; always where nothing is asked of it. */
type Goodness = (group: TypeGroup) => DataMap;

class Translation {
  /** Attribute blocks are asked of many groups, in the same words unless documents are read. */
  readonly #attributes = new Map<string, DataMap | undefined>();
  #length = 0;
  #isTooLong = false;

  constructor(
    readonly groups: TypeGroups,
    readonly context: TranslationContext,
  ) {}

  cases(definition: Block): readonly PolicyCase[] {
    const judged = this.#judged(definition);
    const byCondition = new Map<string, { condition: DataMap; groups: TypeGroup[] }>();
    for (const group of this.groups.all()) {
      if (!judged.has(group)) continue;
      const condition = this.#translate(definition, group);
      if (condition === undefined) continue;
      const key = `${JSON.stringify(condition)}${group.isOpen ? group.match.join() : ""}`;
      const known = byCondition.get(key);
      if (known === undefined) byCondition.set(key, { condition, groups: [group] });
      else known.groups.push(group);
    }
    this.#noteTypes(definition);
    return [...byCondition.values()].map(({ condition, groups }) => this.#caseOf(condition, matchOf(groups)));
  }

  #caseOf(condition: DataMap, match: readonly string[]): PolicyCase {
    const { not, ...others } = condition;
    if (isMap(not) && Object.keys(others).length === 0) return { match, deny: this.context.notes.move(condition, not) };
    return { match, require: condition };
  }

  #noteTypes(definition: Block): void {
    if (hasConnection(definition)) return;
    const asked = new Set(attributeTypes(definition).map((types) => [...types].sort().join()));
    if (asked.size > 1) this.context.notes.add(noteOfSeveralTypes, definition.at);
  }

  /** What a block asks of resources of a group; undefined where it says nothing of them. */
  #translate(block: Block, group: TypeGroup): DataMap | undefined {
    switch (block.kind) {
      case "attribute":
        return this.#attribute(block, group);
      case "always":
        return always;
      case "filter":
        return this.groups.of(block.types).has(group) ? always : undefined;
      case "resource":
        return this.#resource(block, group);
      case "connection":
        return this.#connection(block, group, () => always);
      case "not": {
        const inner = this.#translate(block.block, group);
        return inner === undefined ? undefined : negation(inner, this.context.notes);
      }
      case "and":
      case "or":
        if (!this.#passesFilters(block, group)) return undefined;
        return hasConnection(block) ? this.#connected(block, group) : this.#plain(block, group);
    }
  }

  #attribute(block: Extract<Block, { kind: "attribute" }>, group: TypeGroup): DataMap | undefined {
    const key = `${block.at.join("\n")}\n${String(group.isDocument)}`;
    if (!this.#attributes.has(key)) {
      this.#attributes.set(key, translateAttribute(block, group.isDocument, this.context));
    }
    return this.#attributes.get(key);
  }

  #resource(block: Extract<Block, { kind: "resource" }>, group: TypeGroup): DataMap | undefined {
    const isListed = this.groups.of(block.types).has(group);
    if (block.operator === "exists") return isListed ? always : { not: always };
    this.context.notes.add(noteOfRest, block.at);
    return isListed ? { not: always } : undefined;
  }

  #passesFilters(block: Combination, group: TypeGroup): boolean {
    return filtersOf(block).every((filter) => this.groups.of(filter.types).has(group));
  }

  #plain(block: Combination, group: TypeGroup): DataMap | undefined {
    const asked = block.blocks.flatMap((each) => (each.kind === "filter" ? [] : [this.#translate(each, group)]));
    const conditions = asked.filter((each) => each !== undefined);
    if (conditions.length === 0) return asked.length === 0 ? always : undefined;
    return block.kind === "and" ? conjunction(conditions, this.context.notes) : disjunction(conditions);
  }

  /** A combination with a connection in it: its parts are judged by themselves, each about the types that it names. */
  #connected(block: Combination, group: TypeGroup): DataMap | undefined {
    return block.kind === "and" ? this.#connectedAnd(block, group) : this.#connectedOr(block, group);
  }

  #connectedOr(block: Combination, group: TypeGroup): DataMap | undefined {
    const conditions = block.blocks.flatMap((each) => this.#about(each, group));
    return conditions.length === 0 ? undefined : disjunction(conditions);
  }

  #connectedAnd(block: Combination, group: TypeGroup): DataMap | undefined {
    const plain = block.blocks.filter((each) => each.kind !== "filter" && !hasConnection(each));
    const asked = (other: TypeGroup): readonly DataMap[] => plain.flatMap((each) => this.#about(each, other));
    const results: ((other: TypeGroup) => DataMap | undefined)[] = [];
    for (const each of this.#inOrder(block)) {
      const before = [...results];
      // Who fails what was judged before is as bad an end as who fails an attribute.
      const goodness: Goodness = (other) =>
        conjunction([...asked(other), ...before.flatMap((result) => listOf(result(other)))], this.context.notes);
      results.push((other) =>
        each.kind === "connection" ? this.#connection(each, other, goodness) : this.#about(each, other)[0],
      );
    }
    const conditions = [...asked(group), ...results.flatMap((result) => listOf(result(group)))];
    this.#noteAnd(block, plain.length > 0);
    return conditions.length === 0 ? undefined : conjunction(conditions, this.context.notes);
  }

  #noteAnd(block: Combination, isBesideAttributes: boolean): void {
    if (isBesideAttributes) this.context.notes.add(noteOfConnectedAnd, block.at);
    if (filtersOf(block).length > 0) this.context.notes.add(noteOfFilter, block.at);
  }

  /** The connections of an `and`: those about types that its filters name are judged after the others. */
  #inOrder(block: Combination): readonly Block[] {
    const kept = this.groups.of(filtersOf(block).flatMap(({ types }) => types));
    const connections = block.blocks.filter(hasConnection);
    const isLate = (each: Block): boolean => [...this.#judged(each)].some((group) => kept.has(group));
    return [...connections.filter((each) => !isLate(each)), ...connections.filter(isLate)];
  }

  /** What a part of a combination asks of a group, where it is about that. */
  #about(block: Block, group: TypeGroup): readonly DataMap[] {
    if (block.kind === "filter" || !this.#judged(block).has(group)) return [];
    return listOf(this.#translate(block, group));
  }

  #connection(block: ConnectionBlock, group: TypeGroup, isGood: Goodness): DataMap | undefined {
    const [ends, connected] = [this.groups.of(block.types), this.groups.of(block.connected)];
    const others = [...(ends.has(group) ? connected : []), ...(connected.has(group) ? ends : [])];
    if (others.length === 0) return undefined;
    const { notes } = this.context;
    const byGoodness = this.#byGoodness([...new Set(others)], isGood);
    if (block.operator === "one_exists") {
      return disjunction(byGoodness.map(({ match, good }) => this.#linked(match, good)));
    }
    const anyLink = disjunction(matchesOf([...new Set(others)]).map((match) => this.#linked(match, always)));
    const noBad = byGoodness
      .filter(({ good }) => good !== always && JSON.stringify(good) !== JSON.stringify(always))
      .map(({ match, good }): DataMap => ({ not: this.#linked(match, negation(good, notes)) }));
    if (block.operator === "exists") return this.#bounded(conjunction([anyLink, ...noBad], notes));
    return this.#bounded(negation(conjunction([anyLink, isGood(group), ...noBad], notes), notes));
  }

  #byGoodness(others: readonly TypeGroup[], isGood: Goodness): readonly { match: readonly string[]; good: DataMap }[] {
    const found = new Map<string, { groups: TypeGroup[]; good: DataMap }>();
    for (const other of others) {
      const good = isGood(other);
      const key = JSON.stringify(good);
      const known = found.get(key);
      if (known === undefined) found.set(key, { groups: [other], good });
      else known.groups.push(other);
    }
    return [...found.values()].flatMap(({ groups, good }) => matchesOf(groups).map((match) => ({ match, good })));
  }

  #linked(match: readonly string[], where: DataMap): DataMap {
    const [only] = match;
    const to: Data = only !== undefined && match.length === 1 ? only : match;
    return { connected: JSON.stringify(where) === JSON.stringify(always) ? { to } : { to, where } };
  }

  #bounded(condition: DataMap): DataMap {
    this.#length += JSON.stringify(condition).length;
    if (this.#length <= longestTranslation) return condition;
    if (!this.#isTooLong)
      this.context.problems.error(["definition"], "Its connections depend on each other in too many ways.");
    this.#isTooLong = true;
    return always;
  }

  /** The groups that a block is about. */
  #judged(block: Block): ReadonlySet<TypeGroup> {
    switch (block.kind) {
      case "attribute":
      case "always":
      case "filter":
        return this.groups.of(block.types);
      case "resource":
        return block.operator === "exists" ? new Set(this.groups.everyResource()) : this.groups.of(block.types);
      case "connection":
        return new Set([...this.groups.of(block.types), ...this.groups.of(block.connected)]);
      case "not":
        return this.#judged(block.block);
      case "and":
      case "or": {
        const parts = block.blocks.filter((each) => each.kind !== "filter");
        const named = (parts.length === 0 ? block.blocks : parts).flatMap((each) => [...this.#judged(each)]);
        return new Set(named.filter((group) => this.#passesFilters(block, group)));
      }
    }
  }
}

function listOf(condition: DataMap | undefined): readonly DataMap[] {
  return condition === undefined ? [] : [condition];
}

function isMap(data: Data | undefined): data is DataMap {
  return typeof data === "object" && data !== null && !Array.isArray(data);
}

function hasConnection(block: Block): boolean {
  if (block.kind === "not") return hasConnection(block.block);
  if (block.kind === "and" || block.kind === "or") return block.blocks.some(hasConnection);
  return block.kind === "connection";
}

function filtersOf(block: Combination): readonly FilterBlock[] {
  return block.blocks.filter((each) => each.kind === "filter");
}

function attributeTypes(block: Block): readonly (readonly string[])[] {
  if (block.kind === "not") return attributeTypes(block.block);
  if (block.kind === "and" || block.kind === "or") return block.blocks.flatMap(attributeTypes);
  return block.kind === "attribute" ? [block.types] : [];
}

/** The globs of groups that are asked the same; what one leaves out must not leave out another's. */
function matchOf(groups: readonly TypeGroup[]): readonly string[] {
  return [...new Set(groups.flatMap(({ match }) => match))];
}

/** The same, apart for those that leave something out. */
function matchesOf(groups: readonly TypeGroup[]): readonly (readonly string[])[] {
  const closed = matchOf(groups.filter(({ isOpen }) => !isOpen));
  const open = groups.filter(({ isOpen }) => isOpen).map(({ match }) => match);
  return [...(closed.length > 0 ? [closed] : []), ...open];
}
