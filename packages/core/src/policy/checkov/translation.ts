import { isDataMap, type DataMap, type PolicyCase } from "../policy.js";
import { translateAttribute, type TranslationContext } from "./attribute.js";
import { always, conjunction, disjunction, negation } from "./condition-parts.js";
import { TranslatedConnection, type Goodness } from "./connection.js";
import type { Block, Combination, ConnectionBlock, FilterBlock } from "./definition.js";
import { matchOf, type TypeGroup, type TypeGroups } from "./type-groups.js";

const noteOfSeveralTypes =
  "Checkov asks every block of every type that is judged, also of those that the block does not name.";
const noteOfConnectedAnd =
  "Beside attributes, a connection counts in Checkov only where neither end fails these: who is connected to one that fails, fails.";
const noteOfFilter =
  "Checkov applies a filter to the result: what it leaves out still counts as the other end of a connection.";
const noteOfRest = "Checkov’s deny list of types judges nothing else.";

/** Translates a definition: a case for the types that are asked the same. */
export function translateDefinition(
  definition: Block,
  groups: TypeGroups,
  context: TranslationContext,
): readonly PolicyCase[] {
  return new Translation(groups, context).cases(definition);
}

/** What something asks of a group; undefined where it says nothing of it. */
type Result = (group: TypeGroup) => DataMap | undefined;

function remember<T>(find: (group: TypeGroup) => T): (group: TypeGroup) => T {
  const known = new Map<TypeGroup, { readonly found: T }>();
  return (group) => {
    let entry = known.get(group);
    if (entry === undefined) known.set(group, (entry = { found: find(group) }));
    return entry.found;
  };
}

class Translation {
  /** Attribute blocks are asked of many groups, in the same words unless documents are read. */
  readonly #attributes = new Map<string, DataMap | undefined>();
  readonly #translated = new Map<Block, Result>();
  readonly #andParts = new Map<Combination, readonly Result[]>();
  readonly #judgedBy = new Map<Block, ReadonlySet<TypeGroup>>();

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
    if (isDataMap(not) && Object.keys(others).length === 0)
      return { match, deny: this.context.notes.move(condition, not) };
    return { match, require: condition };
  }

  #noteTypes(definition: Block): void {
    if (hasConnection(definition)) return;
    const asked = new Set(attributeTypes(definition).map((types) => [...types].sort().join()));
    if (asked.size > 1) this.context.notes.add(noteOfSeveralTypes, definition.at);
  }

  /** What a block asks of resources of a group; undefined where it says nothing of them. */
  #translate(block: Block, group: TypeGroup): DataMap | undefined {
    let translated = this.#translated.get(block);
    if (translated === undefined) {
      this.#translated.set(block, (translated = remember((each) => this.#translateAnew(block, each))));
    }
    return translated(group);
  }

  #translateAnew(block: Block, group: TypeGroup): DataMap | undefined {
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
        return this.#connection(block, () => always)(group);
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
    let parts = this.#andParts.get(block);
    if (parts === undefined) this.#andParts.set(block, (parts = this.#partsOfAnd(block)));
    const conditions = parts.flatMap((part) => listOf(part(group)));
    return conditions.length === 0 ? undefined : conjunction(conditions, this.context.notes);
  }

  /** What each part of an `and` with connections asks of a group: first what is no connection, then those in their order. */
  #partsOfAnd(block: Combination): readonly Result[] {
    const { notes } = this.context;
    const plain = block.blocks.filter((each) => each.kind !== "filter" && !hasConnection(each));
    const parts: Result[] = plain.map((each) => (group) => this.#about(each, group)[0]);
    for (const each of this.#inOrder(block)) {
      const before = [...parts];
      // Who fails what was judged before is as bad an end as who fails an attribute.
      const goodness = remember((group) =>
        conjunction(
          before.flatMap((part) => listOf(part(group))),
          notes,
        ),
      );
      parts.push(
        each.kind === "connection"
          ? this.#connection(each, (group) => goodness(group))
          : (group) => this.#about(each, group)[0],
      );
    }
    this.#noteAnd(block, plain.length > 0);
    return parts;
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

  #connection(block: ConnectionBlock, goodness: Goodness): Result {
    const translated = new TranslatedConnection(block, this.groups, goodness, this.context);
    return (group) => translated.of(group);
  }

  /** The groups that a block is about. */
  #judged(block: Block): ReadonlySet<TypeGroup> {
    let judged = this.#judgedBy.get(block);
    if (judged === undefined) this.#judgedBy.set(block, (judged = this.#findJudged(block)));
    return judged;
  }

  #findJudged(block: Block): ReadonlySet<TypeGroup> {
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
