import { loadPatternCompiler } from "../compile.js";
import type { Data, DataMap, Policy } from "../policy.js";
import type { PatternCompiler } from "../context.js";
import { readDefinition, type Block } from "./definition.js";
import { messageOf, readMetadata, readScope } from "./metadata.js";
import { Notes, type CheckovNote } from "./notes.js";
import { Problems, type CheckovProblem } from "./problems.js";
import { translateDefinition } from "./translation.js";
import { readTaggable, TypeGroups, typesIn, type TypeScope } from "./type-groups.js";

/** A Checkov policy in our words, or what is wrong with it. */
export interface TranslatedPolicy {
  /** Undefined where a problem is an error. */
  readonly policy: Policy | undefined;
  readonly problems: readonly CheckovProblem[];
  readonly notes: readonly CheckovNote[];
  /** What is to be said of a part of the policy's conditions. */
  readonly notesOf: (part: object) => readonly string[];
}

const topLevelNames = ["metadata", "definition", "scope"];

/** Translates a Checkov policy. Names in `reserved` are quoted where they are attributes. */
export async function translateCheckov(document: DataMap, reserved: ReadonlySet<string>): Promise<TranslatedPolicy> {
  const problems = new Problems();
  const notes = new Notes();
  for (const name of Object.keys(document)) {
    if (!topLevelNames.includes(name)) problems.warn([name], `“${name}” means nothing here, and is left out.`);
  }
  const metadata = readMetadata(document["metadata"], problems);
  const scope = readScope(document, problems);
  const definition = readPolicyDefinition(document["definition"], problems, await loadPatternCompiler());
  const paths = { hasStep: false };
  if (definition !== undefined) {
    const groups = await groupTypes(definition, scope, problems);
    const onStepPath = (): void => {
      paths.hasStep = true;
    };
    const cases = translateDefinition(definition, groups, { problems, notes, reserved, onStepPath });
    if (cases.length === 0 && !problems.hasError) {
      problems.error(["definition"], "The filters of this definition leave nothing to judge.");
    }
    if (!problems.hasError) {
      const message = messageOf(metadata);
      const messaged = cases.map((each) => ({ ...each, message }));
      const policy: Policy = { ...metadata, cases: messaged, ...(paths.hasStep ? { several: "absent" as const } : {}) };
      return { policy, problems: problems.all, notes: notes.all, notesOf: (part) => notes.of(part) };
    }
  }
  return { policy: undefined, problems: problems.all, notes: [], notesOf: () => [] };
}

function readPolicyDefinition(
  source: Data | undefined,
  problems: Problems,
  compilePattern: PatternCompiler,
): Block | undefined {
  if (source === undefined || source === null) {
    problems.error(["definition"], "A policy of Checkov’s needs a “definition”.");
    return undefined;
  }
  return readDefinition(source, ["definition"], problems, compilePattern);
}

async function groupTypes(definition: Block, scope: TypeScope, problems: Problems): Promise<TypeGroups> {
  if (!typesIn(definition).includes("taggable")) return new TypeGroups(definition, scope, []);
  const { taggableProviders, taggableTypes } = await import("./taggable-types.js");
  return new TypeGroups(definition, scope, readTaggable(definition, scope, taggableTypes, taggableProviders, problems));
}
