import type { Data } from "../policy/policy.js";
import type { WrittenMentions, WrittenScope, WrittenValues } from "./settings.js";

/**
 * What a configuration says of policies and presets, where not everything in it is right: names that mean nothing are told together
 * with the rest. Whatever has not the shape that it should have counts as not there.
 */
export function mentionedNames(value: unknown): WrittenMentions {
  const written = fieldsOf(value);
  return {
    ...scopeOf(written),
    overrides: listOf(written["overrides"]).map((each) => scopeOf(fieldsOf(each))),
    suppress: listOf(written["suppress"]).map((each) => ({ policy: namesOf(fieldsOf(each)["policy"]) ?? [] })),
  };
}

/** Whether a configuration, in which not everything is right, names policies beyond those that are shipped. */
export function bringsPolicies(value: unknown): boolean {
  const written = fieldsOf(value);
  return ["externalPolicies", "plugins", "rego"].some((name) => written[name] !== undefined);
}

/** What a configuration says that no schema can check in full, in the same way. */
export function mentionedValues(value: unknown): WrittenValues {
  const written = fieldsOf(value);
  const file = fieldsOf(written["baseline"])["file"];
  return {
    externalPolicies: textsOf(written["externalPolicies"]),
    plugins: textsOf(written["plugins"]),
    rego: textsOf(written["rego"]),
    variables: { varFiles: textsOf(fieldsOf(written["variables"])["varFiles"]) },
    scenarios: listOf(written["scenarios"]).map((each) => {
      const { name, varFiles } = fieldsOf(each);
      return { name: typeof name === "string" ? name : undefined, varFiles: textsOf(varFiles) };
    }),
    baseline: { file: typeof file === "string" ? file : undefined },
  };
}

type Fields = Readonly<Record<string, unknown>>;

function scopeOf({ preset, policies }: Fields): WrittenScope {
  const settings = Object.entries(fieldsOf(policies)).map(
    ([name, said]) => [name, parametersOf(fieldsOf(said))] as const,
  );
  return { preset: namesOf(preset), policies: Object.fromEntries(settings) };
}

function parametersOf({ parameters }: Fields): { readonly parameters: Readonly<Record<string, Data>> } {
  // Out of a document of YAML comes nothing else.
  return { parameters: fieldsOf(parameters) as Readonly<Record<string, Data>> };
}

/** A name or a list of them; nothing where the list holds something else. */
function namesOf(value: unknown): string | readonly string[] | undefined {
  if (typeof value === "string") return value;
  const isList = Array.isArray(value) && value.every((each): each is string => typeof each === "string");
  return isList ? value : undefined;
}

function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

/** Texts, each at its own place: anything else counts as an empty one. */
function textsOf(value: unknown): readonly string[] {
  return listOf(value).map((each) => (typeof each === "string" ? each : ""));
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
