import { compareCodePoints } from "../../source/code-points.js";

/** One text or several, as IAM policies have them everywhere. */
export type OneOrMore = string | readonly string[];

/** The principals of one type: `{ type: "AWS", identifiers: "arn:…" }`. */
export interface PolicyPrincipal {
  readonly type: string;
  readonly identifiers: OneOrMore;
}

/** One condition of a statement. */
export interface PolicyCondition {
  readonly test: string;
  readonly variable: string;
  readonly values: OneOrMore;
}

/** A statement of an IAM policy document. Empty texts and lists are left out of the JSON. */
export interface PolicyStatement {
  readonly sid: string;
  readonly effect: string;
  readonly actions: OneOrMore | undefined;
  readonly notActions: OneOrMore | undefined;
  readonly resources: OneOrMore | undefined;
  readonly notResources: OneOrMore | undefined;
  readonly principals: readonly PolicyPrincipal[];
  readonly notPrincipals: readonly PolicyPrincipal[];
  readonly conditions: readonly PolicyCondition[];
}

/** An IAM policy document. */
export interface PolicyDocument {
  readonly id: string;
  readonly version: string;
  readonly statements: readonly PolicyStatement[];
}

/** Merges a document over another: statements with the `sid` of an earlier one replace it, the rest is appended. */
export function mergePolicies(base: PolicyDocument, over: PolicyDocument): PolicyDocument {
  const statements = [...base.statements];
  for (const statement of over.statements) {
    const at = statement.sid === "" ? -1 : statements.findIndex(({ sid }) => sid === statement.sid);
    if (at === -1) statements.push(statement);
    else statements[at] = statement;
  }
  const version = compareCodePoints(over.version, base.version) > 0 ? over.version : base.version;
  return { id: over.id === "" ? base.id : over.id, version, statements };
}

/** Sorts texts the way the provider writes them, last first; a single one stands alone. */
export function policyTexts(texts: readonly string[]): OneOrMore {
  const [only] = texts;
  if (only !== undefined && texts.length === 1) return only;
  return [...texts].sort((a, b) => compareCodePoints(b, a));
}

/** Writes a document as the AWS provider does: indented by two blanks, or on one line. */
export function policyToJson(document: PolicyDocument, isMinified: boolean): string {
  const json = JSON.stringify(
    {
      Version: given(document.version),
      Id: given(document.id),
      Statement: document.statements.length === 0 ? undefined : document.statements.map(statementToJson),
    },
    undefined,
    isMinified ? 0 : 2,
  );
  // Go writes these as escapes, so that the text can stand in HTML.
  return json.replace(/[<>&\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function statementToJson(statement: PolicyStatement): object {
  return {
    Sid: given(statement.sid),
    Effect: given(statement.effect),
    Action: statement.actions,
    NotAction: statement.notActions,
    Resource: statement.resources,
    NotResource: statement.notResources,
    Principal: principalsToJson(statement.principals),
    NotPrincipal: principalsToJson(statement.notPrincipals),
    Condition: conditionsToJson(statement.conditions),
  };
}

function given(text: string): string | undefined {
  return text === "" ? undefined : text;
}

function principalsToJson(principals: readonly PolicyPrincipal[]): unknown {
  const [first] = principals;
  if (first === undefined) return undefined;
  const isEveryone = first.identifiers === "*" || (first.identifiers.length === 1 && first.identifiers[0] === "*");
  if (principals.length === 1 && first.type === "*" && isEveryone) return "*";
  const byType = new Map<string, OneOrMore>();
  for (const { type, identifiers } of principals) {
    const earlier = byType.get(type);
    const added = typeof identifiers === "string" ? identifiers : policyList(identifiers);
    byType.set(type, earlier === undefined ? added : [...[earlier].flat(), ...[added].flat()]);
  }
  return sortedObject(byType);
}

function policyList(texts: readonly string[]): readonly string[] {
  return [...texts].sort((a, b) => compareCodePoints(b, a));
}

function conditionsToJson(conditions: readonly PolicyCondition[]): unknown {
  if (conditions.length === 0) return undefined;
  const byTest = new Map<string, Map<string, OneOrMore>>();
  for (const { test, variable, values } of conditions) {
    const variables = byTest.get(test) ?? new Map<string, OneOrMore>();
    byTest.set(test, variables);
    const earlier = variables.get(variable);
    const isList = typeof values !== "string" && earlier !== undefined;
    variables.set(variable, isList ? [...[earlier].flat(), ...values] : values);
  }
  return sortedObject(new Map([...byTest].map(([test, variables]) => [test, sortedObject(variables)])));
}

function sortedObject(entries: ReadonlyMap<string, unknown>): object {
  return Object.fromEntries([...entries].sort((a, b) => compareCodePoints(a[0], b[0])));
}
