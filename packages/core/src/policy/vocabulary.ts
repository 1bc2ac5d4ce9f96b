import { operatorNames } from "./condition.js";
import type { PolicyPath } from "./policy.js";
import type { Vocabulary } from "./schema-issues.js";
import { caseNames, topLevelNames } from "./schema.js";

/** The names that policies have. */
export const policyVocabulary: Vocabulary = { subject: "The policy", namesAt };

function namesAt(at: PolicyPath): readonly string[] {
  if (at.length === 0) return topLevelNames;
  if (at.length === 2 && at[0] === "cases") return caseNames;
  if (at.length === 2 && at[0] === "parameters") return ["type", "default", "description"];
  return at.at(-1) === "each" ? ["path", "where"] : operatorNames;
}
