import { isRecord, listOf, type JsonObject } from "./json.js";
import { branchOf, holdsTrue } from "./marks.js";
import { instancesOf } from "./state-instances.js";

/** A text shorter than this is not told from a common word, and hides nothing. */
const shortestSecret = 6;

/**
 * Tells whether a text is one that a plan or a state marks as sensitive somewhere. Providers copy what they are given into
 * attributes of their own, which nothing marks. Nothing is looked for before it is first asked for.
 */
export function recordedSecrets(document: JsonObject): (text: string) => boolean {
  let secrets: ReadonlySet<string> | undefined;
  return (text) => {
    if (text.length < shortestSecret) return false;
    secrets ??= secretsIn(document);
    // Mostly there are none, and no long text has to be hashed to tell.
    return secrets.size > 0 && secrets.has(text);
  };
}

function secretsIn(document: JsonObject): ReadonlySet<string> {
  const secrets = new Set<string>();
  const outputs = isRecord(document["output_changes"]) ? Object.values(document["output_changes"]) : [];
  const changes = [document["resource_changes"], document["resource_drift"]].flatMap(listOf).map(changeOf);
  for (const change of [...changes, ...outputs]) {
    if (!isRecord(change)) continue;
    collectMarked(change["before"], change["before_sensitive"], secrets);
    collectMarked(change["after"], change["after_sensitive"], secrets);
  }
  for (const [name, entry] of entriesOf(document["variables"])) {
    collectMarked(entry["value"], isSecretVariable(document, name), secrets);
  }
  for (const state of [document, document["prior_state"]]) collectFromState(state, secrets);
  return secrets;
}

function changeOf(entry: unknown): unknown {
  return isRecord(entry) ? entry["change"] : undefined;
}

function collectFromState(state: unknown, secrets: Set<string>): void {
  if (!isRecord(state)) return;
  for (const { values, sensitive } of instancesOf(state)) collectMarked(values, sensitive, secrets);
  const shown = state["values"];
  for (const [, entry] of entriesOf(isRecord(shown) ? shown["outputs"] : state["outputs"])) {
    collectMarked(entry["value"], entry["sensitive"], secrets);
  }
}

/** The entries of an object that are objects. */
export function entriesOf(value: unknown): readonly (readonly [string, JsonObject])[] {
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([name, entry]) => (isRecord(entry) ? [[name, entry] as const] : []));
}

/** Whether a variable must not be shown: a plan shows every value, and only the declaration says so. */
export function isSecretVariable(document: JsonObject, name: string): boolean {
  const declaration = ["configuration", "root_module", "variables", name].reduce<unknown>(
    (at, step) => (isRecord(at) ? at[step] : undefined),
    document,
  );
  return !isRecord(declaration) || declaration["sensitive"] === true || declaration["ephemeral"] === true;
}

/** Adds the texts at the marked places of a value. */
function collectMarked(value: unknown, marks: unknown, into: Set<string>): void {
  if (marks === true) collectTexts(value, into);
  else if (typeof value === "object" && value !== null && holdsTrue(marks)) {
    const isList = Array.isArray(value);
    for (const [key, item] of Object.entries(value))
      collectMarked(item, branchOf(marks, isList ? Number(key) : key), into);
  }
}

function collectTexts(value: unknown, into: Set<string>): void {
  if (typeof value === "string") {
    if (value.length >= shortestSecret) into.add(value);
  } else if (typeof value === "object" && value !== null) {
    for (const item of Object.values(value)) collectTexts(item, into);
  }
}
