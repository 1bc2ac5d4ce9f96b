import type { Reading, UnknownReason } from "../../graph/reading.js";
import { undecided, type Leaf, type Outcome, type RelatedReading, type Scope } from "../outcome.js";
import type { Data } from "../policy.js";
import { placeOf, type Attribute, type Place, type Viewing } from "./attribute.js";
import { viewOther, type PolicyNode } from "./node.js";

/** A verdict that a context made. */
export interface PolicyVerdict {
  readonly status: "pass" | "fail" | "unknown";
}

/** Where a verdict is located: at an attribute, or at the header of a node. */
export type PolicyPlace = Attribute | PolicyNode;

/** What a failure may say beyond its message. */
export interface FailureDetails {
  /** What was expected, as a phrase: `at least 7`. */
  readonly expected?: string | undefined;
  /** Other places that have to do with it, in an order that tells how it came about. */
  readonly related?: readonly { readonly place: PolicyPlace; readonly message: string }[] | undefined;
}

/** What a policy is given beside the node. */
export interface PolicyContext {
  /** The values of the policy's parameters. */
  readonly parameters: Readonly<Record<string, Data>>;
  /** The day of the scan, `YYYY-MM-DD`; undefined where none was given, and there is no other clock. */
  readonly today: string | undefined;
  /** All nodes of these types in the same root module or cluster. */
  nodes(types: string | readonly string[]): readonly PolicyNode[];
  /** The node passes. */
  pass(): PolicyVerdict;
  /** The node fails, at this place. The message is a sentence; the policy's title otherwise. */
  fail(place: PolicyPlace, message?: string, details?: FailureDetails): PolicyVerdict;
  /** It cannot be told whether the node fails. The reason is that of an unknown attribute. */
  unknown(place: PolicyPlace, message?: string): PolicyVerdict;
}

/** What a verdict of a context comes to. */
export interface CodeJudgement {
  readonly outcome: Outcome;
  /** Undefined for the policy's title. */
  readonly message: string | undefined;
}

/** Thrown for what a policy gives that means nothing. */
export class PolicyCodeError extends Error {
  override readonly name = "PolicyCodeError";
}

/** What belongs to a node, to judge it by. */
interface ContextParts {
  readonly viewing: Viewing;
  readonly parameters: Readonly<Record<string, Data>>;
  /** Masks what must not be shown. */
  readonly mask: (text: string) => string;
  /** Takes what a verdict comes to; undefined for a pass. */
  readonly onVerdict: (verdict: PolicyVerdict, judgement: CodeJudgement | undefined) => void;
}

/** Makes the context in which a policy judges one node. */
export function createContext({ viewing, parameters, mask, onVerdict }: ContextParts): PolicyContext {
  const { scope } = viewing;
  const verdict = (status: PolicyVerdict["status"], judgement?: CodeJudgement): PolicyVerdict => {
    const made: PolicyVerdict = Object.freeze({ status });
    onVerdict(made, judgement);
    return made;
  };
  const messageOf = (message: unknown): string | undefined => {
    if (message === undefined) return undefined;
    if (typeof message === "string") return mask(message);
    throw new PolicyCodeError("The message of a verdict must be a text.");
  };
  return {
    parameters,
    today: scope.today,
    nodes: (types) =>
      scope.graph
        .nodesMatching(typeof types === "string" ? [types] : types)
        .filter(({ node }) => node.domain === scope.node.domain)
        .map((end) => viewOther(end, viewing)),
    pass: () => verdict("pass"),
    fail: (place, message, { expected, related = [] } = {}) => {
      const found = knownPlace(place, "fail");
      const leaf: Leaf = { path: found.path, describe: () => mask(expected ?? "") };
      const others = related.map((each): RelatedReading => {
        const { node, reading } = knownPlace(each.place, "fail");
        return { node, reading: reading ?? node.reading, message: mask(each.message) };
      });
      const outcome = outcomeAt(found, scope, leaf, others);
      return verdict("fail", { outcome, message: messageOf(message) });
    },
    unknown: (place, message) => {
      const found = knownPlace(place, "unknown");
      const leaf: Leaf = { path: found.path, describe: () => "known" };
      const { reading } = outcomeAt(found, scope, leaf, []);
      return verdict("unknown", {
        outcome: undecided(leaf, causeAt(place), reading),
        message: messageOf(message),
      });
    },
  };
}

function knownPlace(place: unknown, verb: string): Place {
  const found = placeOf(place);
  if (found !== undefined) return found;
  throw new PolicyCodeError(
    `context.${verb} needs an attribute or a node that the policy was given, as its first argument.`,
  );
}

/** A finding lies in the node that is judged; what lies elsewhere is related to it. */
function outcomeAt(place: Place, scope: Scope, leaf: Leaf, related: readonly RelatedReading[]): Outcome {
  const isHere = place.node === scope.node;
  const reading: Reading | undefined = isHere ? place.reading : undefined;
  const elsewhere: readonly RelatedReading[] = isHere
    ? []
    : [{ node: place.node, reading: place.reading ?? place.node.reading, message: `${place.node.address} decides` }];
  return { truth: false, leaf, leafTruth: false, reading, cause: undefined, related: [...elsewhere, ...related] };
}

function causeAt(place: PolicyPlace): { readonly reason: UnknownReason; readonly subject?: string | undefined } {
  return "status" in place && place.status === "unknown"
    ? { reason: place.reason, subject: place.subject }
    : { reason: "error" };
}
