import type { Block, Combination, Negation } from "./definition.js";
import type { Problems } from "./problems.js";
import type { taggableTypes } from "./taggable-types.js";

/** Types of resources that a policy treats alike. */
export interface TypeGroup {
  /** Globs of types, and those behind `!` that are left out. */
  readonly match: readonly string[];
  /** Whether an attribute `policy` of theirs is a document to read. */
  readonly isDocument: boolean;
  /** Whether globs tell of it, so that what is left out must stay with what it is left out of. */
  readonly isOpen: boolean;
}

/** What the metadata of a policy say about types. */
export interface TypeScope {
  readonly providers: readonly string[];
  /** Whether it is about manifests, and about Terraform. */
  readonly isForManifests: boolean;
  readonly isForTerraform: boolean;
}

/** All types that a definition names, in groups, with the groups that each name in it stands for. */
export class TypeGroups {
  readonly #named = new Map<string, TypeGroup>();
  readonly #taggable: readonly TypeGroup[];
  readonly #takesTags: ReadonlySet<string>;
  readonly #others: readonly TypeGroup[];

  constructor(definition: Block, scope: TypeScope, taggable: readonly string[]) {
    const names = new Set(typesIn(definition));
    this.#takesTags = new Set(taggable);
    for (const name of names) {
      if (name !== "all" && name !== "taggable") this.#named.set(name, groupOf([name], isDocumentType(name)));
    }
    const free = taggable.filter((name) => !this.#named.has(name));
    this.#taggable = [free.filter(isDocumentType), free.filter((name) => !isDocumentType(name))].flatMap((match) => {
      const [first] = match;
      return first === undefined ? [] : [groupOf(match, isDocumentType(first))];
    });
    this.#others = othersBut([...this.#named.keys(), ...(names.has("taggable") ? free : [])], scope, definition);
  }

  /** All groups: those of names in their order, then those of what has no name. */
  all(): readonly TypeGroup[] {
    return [...this.#named.values(), ...this.#taggable, ...this.#others];
  }

  /** The groups that types as they are written stand for. */
  of(types: readonly string[]): ReadonlySet<TypeGroup> {
    return new Set(types.flatMap((type) => this.#ofOne(type)));
  }

  #ofOne(type: string): readonly TypeGroup[] {
    if (type === "all") return this.everyResource();
    if (type === "taggable") {
      const provided = [...this.#named].filter(([name]) => this.#takesTags.has(name)).map(([, group]) => group);
      return [...provided, ...this.#taggable];
    }
    const group = this.#named.get(type);
    return group === undefined ? [] : [group];
  }

  /** All resources, whatever their type. */
  everyResource(): readonly TypeGroup[] {
    const named = [...this.#named].filter(([name]) => isResource(name)).map(([, group]) => group);
    return [...named, ...this.#taggable, ...this.#others];
  }
}

function groupOf(match: readonly string[], isDocument: boolean): TypeGroup {
  return { match, isDocument, isOpen: false };
}

/** Everything that has no name, where a definition is about that as well. */
function othersBut(names: readonly string[], scope: TypeScope, definition: Block): readonly TypeGroup[] {
  if (!isAboutOthers(definition)) return [];
  const excepted = names.map((name) => `!${name}`);
  const groups: TypeGroup[] = [];
  if (scope.isForTerraform) {
    const readsPolicies = readsDocuments(definition);
    const apart = readsPolicies ? ["!*policy"] : [];
    groups.push({ match: ["resource", ...apart, ...excepted], isDocument: false, isOpen: true });
    if (readsPolicies) groups.push({ match: ["*policy", "!data.*", ...excepted], isDocument: true, isOpen: true });
  }
  if (scope.isForManifests) groups.push({ match: ["**/*", ...excepted], isDocument: false, isOpen: true });
  return groups;
}

function isDocumentType(type: string): boolean {
  return type.endsWith("policy");
}

function isResource(type: string): boolean {
  return type !== "module" && !type.startsWith("data.") && !type.startsWith("provider.");
}

/** All blocks of a definition, from the outside in. */
function blocksIn(block: Block): readonly Block[] {
  if (block.kind === "not") return [block, ...blocksIn(block.block)];
  if (block.kind === "and" || block.kind === "or") return [block, ...block.blocks.flatMap(blocksIn)];
  return [block];
}

type NamingBlock = Exclude<Block, Combination | Negation>;

function namesTypes(block: Block): block is NamingBlock {
  return block.kind !== "and" && block.kind !== "or" && block.kind !== "not";
}

function typesOf(block: NamingBlock): readonly string[] {
  return block.kind === "connection" ? [...block.types, ...block.connected] : block.types;
}

/** All types that a definition names, filters included. */
export function typesIn(definition: Block): readonly string[] {
  return blocksIn(definition).flatMap((block) => {
    return namesTypes(block) ? typesOf(block) : [];
  });
}

function isAboutOthers(definition: Block): boolean {
  return blocksIn(definition).some((block) => {
    if (!namesTypes(block)) return false;
    if (block.kind === "resource" && block.operator === "exists") return true;
    return typesOf(block).includes("all");
  });
}

function readsDocuments(definition: Block): boolean {
  return blocksIn(definition).some(
    (block) => block.kind === "attribute" && /^(?:\$\.|\$\[['"])?policy\b/.test(block.attribute),
  );
}

/** Finds the types that `taggable` stands for, where a definition says that. */
export function readTaggable(
  definition: Block,
  scope: TypeScope,
  lookUp: typeof taggableTypes,
  known: readonly string[],
  problems: Problems,
): readonly string[] {
  const block = blocksIn(definition).find((each) => "types" in each && each.types.includes("taggable"));
  if (block === undefined) return [];
  if (scope.providers.length === 0) {
    problems.error(
      block.at,
      "“taggable” needs a provider, whose resources are meant.",
      "Write scope: { provider: aws }.",
    );
  }
  return scope.providers.flatMap((provider) => {
    const types = lookUp(provider.toLowerCase());
    if (types === undefined) {
      problems.error(
        ["scope", "provider"],
        `Which resources of “${provider}” take tags is not known.`,
        `Known are ${known.join(", ")}.`,
      );
    }
    return types ?? [];
  });
}

/** The globs of groups that are asked the same; what one leaves out must not leave out another's. */
export function matchOf(groups: readonly TypeGroup[]): readonly string[] {
  return [...new Set(groups.flatMap(({ match }) => match))];
}

/** The same, apart for those that leave something out. */
export function matchesOf(groups: readonly TypeGroup[]): readonly (readonly string[])[] {
  const closed = matchOf(groups.filter(({ isOpen }) => !isOpen));
  const open = groups.filter(({ isOpen }) => isOpen).map(({ match }) => match);
  return [...(closed.length > 0 ? [closed] : []), ...open];
}
