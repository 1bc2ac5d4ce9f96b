import { compileGlob, isGlob } from "../../graph/glob.js";
import type { Diagnostic } from "../../source/diagnostic.js";
import { nearest } from "../nearest.js";
import { aliasesOf, isDataList, isDataMap, type Data, type Policy, type PolicyPath } from "../policy.js";
import { locatePolicy } from "../read.js";
import { namesIn, type NamedAttribute, type NamedTypes } from "./attribute-paths.js";
import { placeholders } from "./scaffold.js";
import type { ProviderSchemas } from "./provider-schema.js";

/** A policy as it lies in its file. */
export interface LintedPolicy {
  readonly policy: Policy;
  readonly path: string;
  readonly text: string;
  /** The name of the file without its extension. */
  readonly stem: string;
  readonly hasFixture: boolean;
}

/** Something about a policy that is valid and yet likely not meant. */
interface Remark {
  readonly severity: "error" | "warning";
  readonly code: string;
  readonly message: string;
  readonly at: PolicyPath;
  readonly hint?: string | undefined;
}

/** Says what is likely not meant about a valid policy, in the order of its text. */
export async function lintPolicy(linted: LintedPolicy, schemas: ProviderSchemas): Promise<readonly Diagnostic[]> {
  const { policy, path, text } = linted;
  const place = await locatePolicy(path, text);
  const { attributes, types } = namesIn(policy);
  const remarks = [
    ...aboutFile(linted),
    ...aboutTexts(policy),
    ...types.flatMap((named) => aboutTypes(named, schemas)),
    ...attributes.flatMap((named) => aboutAttribute(named, schemas)),
    ...aboutParameters(policy),
    ...aboutRepetitions(policy),
  ];
  return remarks
    .map(({ at, ...remark }): Diagnostic => ({ ...remark, range: place(at) }))
    .sort((one, other) => (one.range?.start ?? 0) - (other.range?.start ?? 0));
}

function aboutFile({ policy: { id }, stem, hasFixture }: LintedPolicy): readonly Remark[] {
  const remarks: Remark[] = [];
  if (id !== stem) {
    const message = `The id is not the name of the file, ${stem}.`;
    remarks.push({ severity: "error", code: "policy-file-name", message, at: ["id"] });
  }
  if (!hasFixture) {
    const hint = `Write ${stem}.fixture.tf (or .yaml, or a folder ${stem}.fixture) beside it.`;
    const message = "No fixture shows what the policy finds.";
    remarks.push({ severity: "warning", code: "policy-fixture-missing", message, at: ["id"], hint });
  }
  return remarks;
}

const placeholder = /\b(?:todo|tbd|fixme|xxx|lorem|placeholder text|foo ?bar)\b/i;
/** How a sentence begins that does not say what to do. */
const notImperative =
  /^(?:The|A|An|It|This|That|These|You|Your|There|One|They|We|Should|Please|Must|Can|Is|Are|To|Because|If you)\b/;
const longestTitle = 90;

function aboutTexts(policy: Policy): readonly Remark[] {
  const { title, description, remediation, cases } = policy;
  const remarks: Remark[] = [];
  const warn = (code: string, message: string, at: PolicyPath, hint?: string): void => {
    remarks.push({ severity: "warning", code, message, at, hint });
  };
  const written = { title, description, remediation };
  for (const name of ["title", "description", "remediation"] as const) {
    if (placeholder.test(written[name]) || written[name] === placeholders[name]) {
      warn("policy-placeholder", `The ${name} is still a placeholder.`, [name]);
    }
  }
  if (title.endsWith(".")) warn("policy-title", "A title has no full stop.", ["title"]);
  if (title.length > longestTitle)
    warn("policy-title", `A title has at most ${String(longestTitle)} characters.`, ["title"]);
  if (!description.trim().endsWith("."))
    warn("policy-description", "A description is made of sentences.", ["description"]);
  if (notImperative.test(remediation) || !/^[A-Z]/.test(remediation) || !remediation.trim().endsWith(".")) {
    const hint = "Begin with what to do, “Set …”, “Remove …”, and end with a full stop.";
    warn("policy-remediation", "A remediation is an imperative sentence.", ["remediation"], hint);
  }
  cases.forEach(({ message }, index) => {
    if (message !== undefined && !message.trim().endsWith(".")) {
      warn("policy-message", "A message is a sentence.", ["cases", index, "message"]);
    }
  });
  const aliases = aliasesOf(policy);
  for (const alias of new Set(aliases.filter((each, index) => aliases.indexOf(each) !== index))) {
    warn("policy-alias-twice", `The alias ${alias} stands there twice.`, ["aliases"]);
  }
  return remarks;
}

/** The node types that are not resources. */
const plainTypes: readonly string[] = [
  "resource",
  "module",
  "required_provider",
  "variable",
  "output",
  "pod",
  "terraform",
];

function aboutTypes({ at, types }: NamedTypes, schemas: ProviderSchemas): readonly Remark[] {
  return types.flatMap((written, index): readonly Remark[] => {
    const type = written.replace(/^!/, "");
    const here = types.length > 1 ? [...at, index] : at;
    const isExcepted = written !== type;
    const covering = types.find(
      (other, position) => position !== index && !isExcepted && covers(other, type, position < index),
    );
    if (covering !== undefined) {
      const message = `“${type}” is among “${covering}” already.`;
      return [{ severity: "warning", code: "policy-type-twice", message, at: here }];
    }
    if (schemas.matching(type).length > 0 || !isChecked(type, schemas)) return [];
    const near = nearest(type, [...plainTypes, ...schemas.types]);
    const hint = near === undefined ? undefined : `Did you mean “${near}”?`;
    const message = `No provider that Lintel knows has the type “${type}”.`;
    return [{ severity: "warning", code: "policy-unknown-type", message, at: here, hint }];
  });
}

function covers(other: string, type: string, isBefore: boolean): boolean {
  return other === type ? isBefore : isGlob(other) && !isGlob(type) && compileGlob(other)(type);
}

/** Whether a type should be one that is known: of a known provider, or a plain word that is none of ours. */
function isChecked(type: string, schemas: ProviderSchemas): boolean {
  if (schemas.knowsProviderOf(type)) return true;
  return /^[a-z_]+$/.test(type) && !plainTypes.includes(type) && !type.includes("_");
}

function aboutAttribute({ at, names, types }: NamedAttribute, schemas: ProviderSchemas): readonly Remark[] {
  const answers = types.flatMap((type) => {
    const matching = schemas.matching(type);
    return matching.length === 0 ? [undefined] : matching.map((each) => schemas.has(each, names));
  });
  if (answers.length === 0 || answers.some((answer) => answer !== false)) return [];
  const [type = ""] = types;
  const near = nearest(wrongName(names, type, schemas), schemas.namesBeside(type, names));
  const hint = near === undefined ? undefined : `Did you mean “${near}”?`;
  const message = `There is no “${names.join(".")}” in ${types.slice(0, 3).join(", ")}${types.length > 3 ? ", …" : ""}.`;
  return [{ severity: "warning", code: "policy-unknown-attribute", message, at, hint }];
}

function wrongName(names: readonly string[], type: string, schemas: ProviderSchemas): string {
  const index = names.findIndex((_name, at) => schemas.has(type, names.slice(0, at + 1)) === false);
  return names[index] ?? "";
}

function aboutParameters(policy: Policy): readonly Remark[] {
  const used = new Set(policy.cases.flatMap(parametersIn));
  return Object.keys(policy.parameters ?? {})
    .filter((name) => !used.has(name))
    .map((name) => ({
      severity: "warning",
      code: "policy-parameter-unused",
      message: `Nothing uses the parameter “${name}”.`,
      at: ["parameters", name],
    }));
}

function parametersIn(source: unknown): readonly string[] {
  if (typeof source !== "object" || source === null) return [];
  return Object.entries(source).flatMap(([name, value]: [string, unknown]) =>
    name === "parameter" && typeof value === "string" ? [value] : parametersIn(value),
  );
}

/** What stands in a list twice, and cases that ask the same: the second can change nothing. */
function aboutRepetitions(policy: Policy): readonly Remark[] {
  const remarks: Remark[] = [];
  const visit = (source: Data, at: PolicyPath): void => {
    if (isDataList(source)) {
      const seen = new Set<string>();
      source.forEach((each, index) => {
        const text = JSON.stringify(each);
        if (seen.has(text)) {
          const message = "This stands there twice, and changes nothing the second time.";
          remarks.push({ severity: "warning", code: "policy-repetition", message, at: [...at, index] });
        }
        seen.add(text);
        visit(each, [...at, index]);
      });
    } else if (isDataMap(source)) {
      for (const [name, value] of Object.entries(source)) {
        // Beside other entries it may be the way to take a part of a condition over by its anchor.
        const isAlone = Object.keys(source).length === 1;
        const isNeedless = isAlone && (name === "all" || name === "any") && isDataList(value) && value.length === 1;
        if (isNeedless) {
          const message = `“${name}” with a single entry says no more than the entry.`;
          remarks.push({ severity: "warning", code: "policy-repetition", message, at: [...at, name] });
        }
        visit(value, [...at, name]);
      }
    }
  };
  policy.cases.forEach(({ when, each, require, deny }, index) => {
    const at: PolicyPath = ["cases", index];
    for (const [name, part] of Object.entries({ when, each, require, deny })) {
      if (part !== undefined && typeof part !== "string") visit(part, [...at, name]);
    }
    const asked = JSON.stringify(require ?? deny);
    if (when !== undefined && JSON.stringify(when) === asked) {
      const message = "This asks what “when” has asked already.";
      remarks.push({
        severity: "warning",
        code: "policy-repetition",
        message,
        at: [...at, require === undefined ? "deny" : "require"],
      });
    }
  });
  return remarks;
}
