import { parseJsonPath } from "../json-path.js";
import type { DataMap } from "../policy.js";
import { isPlainPath, parseAttributePath, toJsonPath, toPolicyPath, type PathStep } from "./attribute-path.js";
import { always, negation } from "./condition-parts.js";
import type { AttributeBlock } from "./definition.js";
import type { Asked } from "./matchers.js";
import type { Notes } from "./notes.js";
import type { Problems } from "./problems.js";

/** What blocks are translated with. */
export interface TranslationContext {
  readonly problems: Problems;
  readonly notes: Notes;
  /** Names that a path of our language must quote. */
  readonly reserved: ReadonlySet<string>;
  /** Tells that a path may lead through several blocks without saying which. */
  readonly onStepPath: () => void;
}

const noteOfNegatedStar =
  "Checkov’s * means “some element”, even where the operator is negated: one element for which it holds is enough, and so is none at all. That not every one of them is otherwise says the same.";
const noteOfNoneContains = "Checkov’s * means “every element” for “not_contains”, unlike for all other operators.";
const noteOfJsonPath =
  "Checkov wants its “jsonpath_” operators to hold for everything that the path leads to, and for something.";
const noteOfDocument = "Checkov reads the JSON text of an attribute called “policy” as an object.";

/** A test of an attribute on resources of one type; `isDocument` says whether their `policy` is a JSON text to read. */
export function translateAttribute(
  block: AttributeBlock,
  isDocument: boolean,
  context: TranslationContext,
): DataMap | undefined {
  const { asked } = block;
  if (asked === undefined) return always;
  const found = block.operator.isJsonPath
    ? throughJsonPath(block, asked, isDocument, context)
    : throughPath(block, asked, isDocument, context);
  if (found !== undefined && asked.note !== undefined) context.notes.add(asked.note, block.at, found);
  return found;
}

function throughPath(
  block: AttributeBlock,
  asked: Asked,
  isDocument: boolean,
  context: TranslationContext,
): DataMap | undefined {
  const steps = parseAttributePath(block.attribute);
  if (steps === undefined) {
    context.problems.error([...block.at, "attribute"], `“${block.attribute}” is not a path of an attribute.`);
    return undefined;
  }
  const { rest, wrap } = documentOf(steps, asked, isDocument, block, context);
  if (rest.length === 0) {
    const { isNegated } = block.operator;
    const whole = wrap({ matcher: asked.matcher });
    return isNegated ? negation(whole, context.notes) : whole;
  }
  return isPlainPath(rest)
    ? plainCondition(rest, asked, block, wrap, context)
    : selection(toJsonPath(rest), asked, block, wrap, context);
}

/** Puts a condition about a part of a document around which there is an attribute, or about the resource itself. */
type Wrap = (inner: { readonly condition: DataMap } | { readonly matcher: DataMap }) => DataMap;

interface WithinDocument {
  /** What is left of the path. */
  readonly rest: readonly PathStep[];
  readonly wrap: Wrap;
}

const plainWrap: Wrap = (inner) => ("condition" in inner ? inner.condition : inner.matcher);

/** Where a path leads into a policy document, what stands before that is taken off. */
function documentOf(
  steps: readonly PathStep[],
  asked: Asked,
  isDocument: boolean,
  block: AttributeBlock,
  context: TranslationContext,
): WithinDocument {
  const [first, ...rest] = steps;
  const isPolicy = isDocument && typeof first === "object" && "name" in first && first.name === "policy";
  // That the attribute is there at all needs no reading of it.
  if (!isPolicy || (rest.length === 0 && block.operator.base === "exists")) return { rest: steps, wrap: plainWrap };
  const isWhole = rest.length === 0 && asked.isAboutUnknown === true;
  if (isWhole) return { rest: steps, wrap: plainWrap };
  const wrap: Wrap = (inner) => {
    const matcher = "condition" in inner ? { where: inner.condition } : inner.matcher;
    const condition = { policy: { json: matcher } };
    context.notes.add(noteOfDocument, block.at, condition);
    return condition;
  };
  return { rest, wrap };
}

function plainCondition(
  steps: readonly { readonly name: string }[],
  asked: Asked,
  block: AttributeBlock,
  wrap: Wrap,
  context: TranslationContext,
): DataMap {
  const names = steps.map(({ name }) => name);
  if (names.length > 1) context.onStepPath();
  const matcher = withMissing(asked);
  const { isNegated } = block.operator;
  // Of what lies in something unknown nothing is known, not even that it is written.
  const isSplit = asked.isAboutUnknown === true && names.length > 1;
  if (!isSplit && wrap === plainWrap) {
    return { [toPolicyPath(names, context.reserved)]: isNegated ? negatedMatcher(matcher) : matcher };
  }
  const condition = isSplit
    ? {
        [toPolicyPath(names.slice(0, -1), context.reserved)]: {
          where: { [toPolicyPath(names.slice(-1), context.reserved)]: matcher },
        },
      }
    : { [toPolicyPath(names, context.reserved)]: matcher };
  const whole = wrap({ condition });
  return isNegated ? negation(whole, context.notes) : whole;
}

function withMissing({ matcher, holdsWhenMissing }: Asked): DataMap {
  return holdsWhenMissing === true ? { or: [matcher, { present: false }] } : matcher;
}

/** The negation of a matcher, in the words that people use where there are such. */
function negatedMatcher(matcher: DataMap): DataMap {
  const text = JSON.stringify(matcher);
  if (text === JSON.stringify({ or: [{ present: true }, { known: false }] })) return { known: true, present: false };
  return { not: matcher };
}

function throughJsonPath(
  block: AttributeBlock,
  asked: Asked,
  isDocument: boolean,
  context: TranslationContext,
): DataMap | undefined {
  const written = block.attribute.startsWith("$") ? block.attribute : `$.${block.attribute}`;
  const inDocument = isDocument ? /^\$(?:\.policy|\[['"]policy['"]\])(?=[.[]|$)/.exec(written)?.[0] : undefined;
  const path = inDocument === undefined ? written : `$${written.slice(inDocument.length)}`;
  const parsed = parseJsonPath(path);
  if (!parsed.ok) {
    context.problems.error([...block.at, "attribute"], parsed.problem);
    return undefined;
  }
  const isWhole = inDocument !== undefined && path === "$";
  const steps: readonly PathStep[] =
    inDocument === undefined ? [] : [{ name: "policy" }, ...(isWhole ? [] : [{ name: "" }])];
  const { wrap } = documentOf(steps, asked, isDocument, block, context);
  return selection(isWhole && wrap === plainWrap ? "$.policy" : path, asked, block, wrap, context);
}

/** A condition about everything that a path leads to. */
function selection(
  path: string,
  asked: Asked,
  block: AttributeBlock,
  wrap: Wrap,
  context: TranslationContext,
): DataMap {
  const { base, isNegated, isJsonPath } = block.operator;
  const select = (matcher: DataMap): DataMap => wrap({ condition: { select: { [path]: matcher } } });
  if (base === "exists") {
    const some = select({ empty: false });
    return isNegated ? negation(some, context.notes) : some;
  }
  const { matcher, holdsWhenMissing } = asked;
  const noted = (condition: DataMap, note: string): DataMap => {
    context.notes.add(note, block.at, condition);
    return condition;
  };
  if (isJsonPath || (isNegated && base === "contains")) {
    const note = isJsonPath ? noteOfJsonPath : noteOfNoneContains;
    if (isNegated) {
      // Nothing is missing in vain: what a missing one meets is not met by none.
      const met = holdsWhenMissing === true ? { or: [{ any: matcher }, { empty: true }] } : { any: matcher };
      return noted(negation(select(met), context.notes), note);
    }
    return noted(select(holdsWhenMissing === true ? { every: matcher } : { empty: false, every: matcher }), note);
  }
  if (isNegated) {
    const all = holdsWhenMissing === true ? { every: matcher } : { empty: false, every: matcher };
    return noted(negation(select(all), context.notes), noteOfNegatedStar);
  }
  return select(holdsWhenMissing === true ? { or: [{ any: matcher }, { empty: true }] } : { any: matcher });
}
