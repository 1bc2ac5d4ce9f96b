import type { Severity } from "../finding.js";
import { describeData } from "../literal.js";
import { isDataList, isDataMap, type Category, type Data, type DataMap, type Policy } from "../policy.js";
import { didYouMean, type Problems } from "./problems.js";
import type { TypeScope } from "./type-groups.js";

/** What the metadata of a Checkov policy say of ours. */
export type TranslatedMetadata = Omit<Policy, "cases" | "several">;

/** What a finding says: a policy of Checkov's is called by what must hold, and not by what is wrong. */
export function messageOf({ title }: TranslatedMetadata): string {
  return `This does not hold: ${title.replace(/[{}]/g, "$&$&")}.`;
}

const severities: Readonly<Record<string, Severity>> = {
  critical: "critical",
  important: "high",
  high: "high",
  moderate: "medium",
  medium: "medium",
  low: "low",
  none: "info",
  info: "info",
};

const categories: Readonly<Record<string, Category>> = {
  api_security: "exposure",
  application_security: "exposure",
  backup_and_recovery: "resilience",
  convention: "hygiene",
  elasticsearch: "hygiene",
  encryption: "encryption",
  general_security: "hygiene",
  iam: "identity",
  kubernetes: "isolation",
  logging: "logging",
  monitoring: "logging",
  networking: "exposure",
  public: "exposure",
  secrets: "secrets",
  storage: "hygiene",
  supply_chain: "supply-chain",
};

/** Reads the metadata. Whatever is missing is told. */
export function readMetadata(source: Data | undefined, problems: Problems): TranslatedMetadata {
  const metadata: DataMap = isDataMap(source) ? source : {};
  if (!isDataMap(source))
    problems.error(["metadata"], "A policy of Checkov’s needs “metadata”: id, name and category.");
  const id = readId(metadata, source, problems);
  const title = readTitle(metadata, source, problems);
  const links = guidelinesOf(metadata).filter((text) => /^https:\/\/\S+$/.test(text) && URL.canParse(text));
  const quoted = title.replace(/[.!]+$/, "");
  return {
    id,
    title: quoted === "" ? title : quoted,
    severity: readSeverity(metadata, problems),
    category: readCategory(metadata, source, problems),
    preset: "recommended",
    description: textOf(metadata["description"]) ?? `This must hold: ${quoted}. The policy was written for Checkov.`,
    remediation: isImperative(quoted) ? `${quoted}.` : `Change the resource so that this holds: ${quoted}.`,
    links,
    controls: {},
    aliases: {},
  };
}

function wordOf(value: Data): string {
  return typeof value === "string" ? value.trim().toLowerCase() : describeData(value);
}

function isImperative(text: string): boolean {
  return /^(?:avoid|check|disable|do not|don't|enable|encrypt|ensure|limit|make sure|restrict|set|use|verify) /i.test(
    text,
  );
}

function textOf(value: Data | undefined): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}

function readId(metadata: DataMap, source: Data | undefined, problems: Problems): string {
  const { id } = metadata;
  const text = typeof id === "number" ? String(id) : textOf(id);
  if (text !== undefined && !/^[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)*$/.test(text)) {
    problems.error(["metadata", "id"], "An id has letters and digits, with _, - or . between.");
  }
  if (text === undefined && isDataMap(source)) problems.error(["metadata", "id"], "The metadata need an “id”.");
  return text ?? "";
}

function readTitle(metadata: DataMap, source: Data | undefined, problems: Problems): string {
  const name = textOf(metadata["name"]);
  if (name === undefined && isDataMap(source)) problems.error(["metadata", "name"], "The metadata need a “name”.");
  return name ?? "";
}

function readSeverity({ severity }: DataMap, problems: Problems): Severity {
  if (severity === undefined || severity === null) return "medium";
  const name = wordOf(severity);
  if (Object.hasOwn(severities, name)) return severities[name] ?? "medium";
  problems.warn(
    ["metadata", "severity"],
    `The severity “${name}” is not known, and taken to be medium.`,
    didYouMean(name, Object.keys(severities)),
  );
  return "medium";
}

function readCategory({ category }: DataMap, source: Data | undefined, problems: Problems): Category {
  if (category === undefined || category === null) {
    if (isDataMap(source)) problems.error(["metadata", "category"], "The metadata need a “category”.");
    return "hygiene";
  }
  const name = wordOf(category).replace(/[\s-]+/g, "_");
  if (Object.hasOwn(categories, name)) return categories[name] ?? "hygiene";
  problems.warn(
    ["metadata", "category"],
    `The category “${name}” is not known, and taken to be hygiene.`,
    didYouMean(name, Object.keys(categories)),
  );
  return "hygiene";
}

function guidelinesOf(metadata: DataMap): readonly string[] {
  return [metadata["guideline"], metadata["guidelines"]].flatMap(textsOf);
}

function textsOf(value: Data | undefined): readonly string[] {
  if (isDataList(value)) return value.flatMap(textsOf);
  return typeof value === "string" && value !== "" ? value.split(/[\s,]+/).filter((text) => text !== "") : [];
}

/** Reads which providers and which kinds of files a policy is for. */
export function readScope(document: DataMap, problems: Problems): TypeScope {
  const metadata: DataMap = isDataMap(document["metadata"]) ? document["metadata"] : {};
  const scope = [document["scope"], metadata["scope"]].find(isDataMap);
  const provider = scope === undefined ? undefined : scope["provider"];
  const frameworks = textsOf(metadata["frameworks"]).map((name) => name.toLowerCase());
  const isForManifests = frameworks.some((name) => ["kubernetes", "helm", "kustomize"].includes(name));
  const isForTerraform = frameworks.length === 0 || frameworks.some((name) => name.startsWith("terraform"));
  if (!isForManifests && !isForTerraform) {
    problems.warn(
      ["metadata", "frameworks"],
      `The policy is for ${frameworks.join(", ")}, which Lintel does not read.`,
    );
  }
  return { providers: textsOf(provider), isForManifests, isForTerraform };
}
