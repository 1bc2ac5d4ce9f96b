import { isDataMap, type Data, type Policy, type PolicyFix } from "../policy.js";

/** What the fixes of a policy do, in sentences: each that differs once, in the order of its cases. */
export function describeFixes({ cases }: Policy): readonly string[] {
  return [...new Set(cases.flatMap(({ fix }) => (fix === undefined ? [] : [describeFix(fix)])))];
}

function describeFix({ safe, set = {}, remove = [], add = [] }: PolicyFix): string {
  const how = safe ? "--fix" : "--fix-needs-review";
  const parts = [
    ...Object.entries(set).map(([path, value]) => `sets ${path} to ${describeValue(value)}`),
    ...remove.map((path) => `removes ${path}`),
    ...add.map((added) => `adds ${added.block}${describeEntries(added.with ?? {})}`),
  ];
  return `${how} ${parts.join(", ")}.`;
}

function describeEntries(entries: Data): string {
  const parts = isDataMap(entries)
    ? Object.entries(entries).map(([name, value]) => `${name} = ${describeValue(value)}`)
    : [];
  return parts.length === 0 ? "" : ` with ${parts.join(" and ")}`;
}

function describeValue(value: Data): string {
  if (isDataMap(value) && typeof value["parameter"] === "string") return `the parameter ${value["parameter"]}`;
  return JSON.stringify(value);
}
