import { describeData } from "../literal.js";
import { nearest } from "../nearest.js";
import { isDataList, isDataMap, type Data, type DataMap, type PolicyPath } from "../policy.js";
import type { PatternCompiler } from "../context.js";
import { askedBy, UnfitValue, type Asked } from "./matchers.js";
import { describeOperator, type KnownOperator } from "./operator-names.js";
import type { Problems } from "./problems.js";

/** One object of a Checkov policy's definition. */
export type Block =
  Combination | Negation | AttributeBlock | ConnectionBlock | FilterBlock | ResourceBlock | AlwaysBlock;

interface Placed {
  /** Where in the file. */
  readonly at: PolicyPath;
}

export interface Combination extends Placed {
  readonly kind: "and" | "or";
  readonly blocks: readonly Block[];
}

export interface Negation extends Placed {
  readonly kind: "not";
  readonly block: Block;
}

export interface AttributeBlock extends Placed {
  readonly kind: "attribute";
  readonly types: readonly string[];
  readonly attribute: string;
  readonly operator: KnownOperator;
  /** What the operator asks with its value; undefined where it always holds. */
  readonly asked: Asked | undefined;
}

export interface ConnectionBlock extends Placed {
  readonly kind: "connection";
  readonly types: readonly string[];
  readonly connected: readonly string[];
  readonly operator: "exists" | "not_exists" | "one_exists";
}

/** Keeps only resources of these types in the result. */
export interface FilterBlock extends Placed {
  readonly kind: "filter";
  readonly types: readonly string[];
}

export interface ResourceBlock extends Placed {
  readonly kind: "resource";
  readonly types: readonly string[];
  readonly operator: "exists" | "not_exists";
}

/** A block that says nothing but the types, and always holds. */
export interface AlwaysBlock extends Placed {
  readonly kind: "always";
  readonly types: readonly string[];
}

const conditionTypes = ["attribute", "connection", "filter", "resource"] as const;
type ConditionType = (typeof conditionTypes)[number];

const keys: Readonly<Record<ConditionType | "always", readonly string[]>> = {
  attribute: ["cond_type", "resource_types", "attribute", "operator", "value"],
  connection: ["cond_type", "resource_types", "connected_resource_types", "operator"],
  filter: ["cond_type", "attribute", "operator", "value", "resource_types"],
  resource: ["cond_type", "resource_types", "operator"],
  always: ["resource_types"],
};

const combinations = ["and", "or", "not"] as const;
const deepest = 32;

/** Reads a definition. Whatever is wrong is told, and the block left out. */
export function readDefinition(
  source: Data | undefined,
  at: PolicyPath,
  problems: Problems,
  compilePattern: PatternCompiler,
): Block | undefined {
  return new DefinitionReader(problems, compilePattern).block(source, at, 0);
}

class DefinitionReader {
  /** Blocks with the keys that others in them are likely meant to be, which are not missing then. */
  readonly #meant = new Map<DataMap, Set<string>>();

  constructor(
    readonly problems: Problems,
    readonly compilePattern: PatternCompiler,
  ) {}

  block(source: Data | undefined, at: PolicyPath, depth: number): Block | undefined {
    if (depth > deepest) {
      this.#fail(at, "This is nested too deeply.");
      return;
    }
    // A definition may be a list of one, as the argument of `not` may.
    if (isDataList(source) && source.length === 1) return this.block(source[0], [...at, 0], depth + 1);
    if (!isDataMap(source)) {
      this.#fail(at, "A block of a definition is a mapping with and, or, not, or cond_type.");
      return;
    }
    const used = combinations.filter((name) => source[name] !== undefined);
    const [name] = used;
    if (name === undefined) return this.#condition(source, at);
    const other = Object.keys(source).find((key) => key !== name);
    if (other !== undefined) {
      this.#fail([...at, other], `“${other}” stands beside “${name}”, where Checkov looks at one of them only.`);
      return;
    }
    const inner = [...at, name];
    if (name !== "not") return this.#combination(name, source[name], inner, depth);
    const block = this.block(source[name], inner, depth + 1);
    return block === undefined ? undefined : { kind: "not", block, at };
  }

  #combination(kind: "and" | "or", source: Data | undefined, at: PolicyPath, depth: number): Block | undefined {
    if (!isDataList(source) || source.length === 0) {
      this.#fail(at, `“${kind}” needs a list of blocks.`);
      return;
    }
    const blocks = source.map((each, index) => this.block(each, [...at, index], depth + 1));
    const found = blocks.filter((block) => block !== undefined);
    return found.length === blocks.length ? { kind, blocks: found, at } : undefined;
  }

  #condition(source: DataMap, at: PolicyPath): Block | undefined {
    const type = source["cond_type"];
    if (type === undefined) return this.#always(source, at);
    const known = conditionTypes.find((each) => each === type);
    if (known === undefined) {
      this.problems.unknown([...at, "cond_type"], "cond_type", describeData(type), conditionTypes);
      return undefined;
    }
    this.#checkKeys(source, known, at);
    switch (known) {
      case "attribute":
        return this.#attribute(source, at);
      case "connection":
        return this.#connection(source, at);
      case "filter":
        return this.#filter(source, at);
      case "resource":
        return this.#resource(source, at);
    }
  }

  #always(source: DataMap, at: PolicyPath): Block | undefined {
    const telling = ["attribute", "operator", "connected_resource_types"].find((key) => source[key] !== undefined);
    if (telling !== undefined) {
      this.#fail(
        at,
        `This block has “${telling}” and no “cond_type”, without which Checkov takes it to hold always.`,
        "Write cond_type: attribute, connection, filter or resource.",
      );
      return;
    }
    this.#checkKeys(source, "always", at);
    const types = this.#types(source, "resource_types", at);
    return types === undefined ? undefined : { kind: "always", types, at };
  }

  #attribute(source: DataMap, at: PolicyPath): Block | undefined {
    const types = this.#types(source, "resource_types", at);
    const attribute = this.#path(source, at);
    const operator = this.#operator(source, at);
    const asked = operator === undefined ? "wrong" : this.#asked(operator, source, at);
    if (types === undefined || attribute === undefined || operator === undefined || asked === "wrong") return undefined;
    return { kind: "attribute", types, attribute, operator, asked, at };
  }

  #path(source: DataMap, at: PolicyPath): string | undefined {
    const { attribute } = source;
    if (typeof attribute === "string" && attribute !== "") return attribute;
    this.#missing(source, "attribute", at, "A block about an attribute needs “attribute”: the path of one.");
    return undefined;
  }

  #asked({ base, written, needsValue }: KnownOperator, source: DataMap, at: PolicyPath): Asked | undefined | "wrong" {
    if (base === "any") return undefined;
    const value = source["value"] ?? null;
    if (needsValue && value === null) {
      this.#missing(source, "value", at, `The operator “${written}” needs a “value”.`);
      return "wrong";
    }
    try {
      return askedBy(base, value, this.compilePattern);
    } catch (error) {
      if (!(error instanceof UnfitValue)) throw error;
      this.#fail([...at, "value"], `${written}: ${error.message}`);
      return "wrong";
    }
  }

  #operator(source: DataMap, at: PolicyPath): KnownOperator | undefined {
    const { operator } = source;
    if (typeof operator !== "string") {
      this.#missing(source, "operator", at, "A block about an attribute needs an “operator”.");
      return;
    }
    const described = describeOperator(operator);
    if (typeof described !== "string" && "known" in described) {
      this.problems.unknown([...at, "operator"], "operator", operator, described.known);
      return undefined;
    }
    return described;
  }

  #connection(source: DataMap, at: PolicyPath): Block | undefined {
    const types = this.#types(source, "resource_types", at);
    const connected = this.#types(source, "connected_resource_types", at);
    const operator = this.#oneOf(source, ["exists", "not_exists", "one_exists"] as const, at);
    if (types === undefined || connected === undefined || operator === undefined) return undefined;
    return { kind: "connection", types, connected, operator, at };
  }

  #filter(source: DataMap, at: PolicyPath): Block | undefined {
    const attribute = source["attribute"];
    if (attribute !== "resource_type") {
      this.#fail([...at, "attribute"], "A filter is understood when its attribute is resource_type.");
      return;
    }
    const operator = this.#oneOf(source, ["within"] as const, at);
    const types = this.#types(source, "value", at);
    return operator === undefined || types === undefined ? undefined : { kind: "filter", types, at };
  }

  #resource(source: DataMap, at: PolicyPath): Block | undefined {
    const types = this.#types(source, "resource_types", at);
    const operator = this.#oneOf(source, ["exists", "not_exists"] as const, at);
    return types === undefined || operator === undefined ? undefined : { kind: "resource", types, operator, at };
  }

  #oneOf<Name extends string>(source: DataMap, names: readonly Name[], at: PolicyPath): Name | undefined {
    const { operator } = source;
    const found = names.find((name) => name === operator);
    if (operator === undefined)
      this.#missing(source, "operator", at, `This block needs an “operator”: ${names.join(", ")}.`);
    else if (found === undefined) this.problems.unknown([...at, "operator"], "operator", describeData(operator), names);
    return found;
  }

  #types(source: DataMap, key: string, at: PolicyPath): readonly string[] | undefined {
    const value = source[key];
    const list = isDataList(value) ? value : value === undefined || value === null ? [] : [value];
    if (list.length === 0) {
      this.#missing(source, key, at, `This block needs “${key}”: one or more types of resources.`);
      return;
    }
    const texts = list.filter((item) => typeof item === "string" && item !== "").map(String);
    if (texts.length < list.length) {
      this.#fail([...at, key], "A type of resources is a text.");
      return;
    }
    return texts;
  }

  /** What Checkov would not look at is told; what is nearly one of its keys is likely meant to be that. */
  #checkKeys(source: DataMap, type: ConditionType | "always", at: PolicyPath): void {
    const known = keys[type];
    for (const key of Object.keys(source)) {
      if (known.includes(key)) continue;
      const near = nearest(
        key,
        known.filter((name) => source[name] === undefined),
      );
      if (near === undefined) this.problems.warn([...at, key], `“${key}” means nothing here, and is left out.`);
      else {
        this.#fail([...at, key], `“${key}” is not known here.`, `Did you mean “${near}”?`);
        this.#meant.set(source, (this.#meant.get(source) ?? new Set()).add(near));
      }
    }
  }

  /** Tells of a key that a block lacks, unless another one is likely meant to be that. */
  #missing(source: DataMap, key: string, at: PolicyPath, message: string): void {
    if (this.#meant.get(source)?.has(key) !== true) this.#fail([...at, key], message);
  }

  #fail(at: PolicyPath, message: string, hint?: string): void {
    this.problems.error(at, message, hint);
  }
}
