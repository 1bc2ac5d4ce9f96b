import type { OneOrMore, PolicyCondition, PolicyDocument, PolicyPrincipal, PolicyStatement } from "./policy-json.js";

/** Reads an IAM policy document from its JSON, as the AWS provider does; undefined when it is not one. */
export function policyFromJson(text: string): PolicyDocument | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(parsed)) return undefined;
  const statement = field(parsed, "Statement");
  const statements = Array.isArray(statement) ? statement : statement === undefined ? [] : [statement];
  if (!statements.every(isRecord)) return undefined;
  return {
    id: textOf(field(parsed, "Id")),
    version: textOf(field(parsed, "Version")),
    statements: statements.map(statementOf),
  };
}

function statementOf(json: Readonly<Record<string, unknown>>): PolicyStatement {
  return {
    sid: textOf(field(json, "Sid")),
    effect: textOf(field(json, "Effect")),
    actions: textsOf(field(json, "Action")),
    notActions: textsOf(field(json, "NotAction")),
    resources: textsOf(field(json, "Resource")),
    notResources: textsOf(field(json, "NotResource")),
    principals: principalsOf(field(json, "Principal")),
    notPrincipals: principalsOf(field(json, "NotPrincipal")),
    conditions: conditionsOf(field(json, "Condition")),
  };
}

function principalsOf(json: unknown): readonly PolicyPrincipal[] {
  if (typeof json === "string") return [{ type: "*", identifiers: ["*"] }];
  if (!isRecord(json)) return [];
  return Object.entries(json).flatMap(([type, value]) => {
    const identifiers = textsOf(value);
    return identifiers === undefined ? [] : [{ type, identifiers }];
  });
}

function conditionsOf(json: unknown): readonly PolicyCondition[] {
  if (!isRecord(json)) return [];
  return Object.entries(json).flatMap(([test, variables]) => {
    if (!isRecord(variables)) return [];
    return Object.entries(variables).flatMap(([variable, value]) => {
      const values = textsOf(value);
      return values === undefined ? [] : [{ test, variable, values }];
    });
  });
}

/** Go matches the names of fields without regard to case. */
function field(json: Readonly<Record<string, unknown>>, name: string): unknown {
  if (Object.hasOwn(json, name)) return json[name];
  const key = Object.keys(json).find((each) => each.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : json[key];
}

function textOf(json: unknown): string {
  return typeof json === "string" ? json : "";
}

function textsOf(json: unknown): OneOrMore | undefined {
  if (Array.isArray(json)) return json.map(scalarText);
  return json === undefined || json === null ? undefined : scalarText(json);
}

function scalarText(json: unknown): string {
  return typeof json === "string" ? json : JSON.stringify(json);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
