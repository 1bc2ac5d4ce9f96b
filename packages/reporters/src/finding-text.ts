import type { Finding } from "@lintel/core";

/** Ends text with a full stop, unless it ends a sentence already. */
export function sentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

/** Says what is wrong in sentences: the message, what was found, what was expected, and why nothing could be decided. */
export function statementOf({ message, actual, expected, reason }: Finding): string {
  const parts = [sentence(message)];
  if (actual !== null) parts.push(expected === null ? `Found ${actual}.` : `Found ${actual}; expected ${expected}.`);
  else if (expected !== null) parts.push(`Expected ${expected}.`);
  if (reason !== null) parts.push(`It could not be decided: ${reason}.`);
  return parts.join(" ");
}

/** Names a finding by its title, marked where nothing could be decided. */
export function headlineOf({ title, status }: Finding): string {
  return status === "unknown" ? `Not decided: ${title}` : title;
}

/** Everything there is to say about what is wrong and where, for formats with a single message. */
export function wholeMessageOf(finding: Finding): string {
  const { resource, message, title } = finding;
  const headline = headlineOf(finding);
  const statement = statementOf(finding);
  const isRepeated = headline === title && message.startsWith(title);
  return `${resource.address}: ${isRepeated ? statement : `${sentence(headline)} ${statement}`}`;
}

/** The addresses of the instances that share a finding, or of the one resource that it is about. */
export function addressesOf({ resource: { address, instances } }: Finding): readonly string[] {
  return instances.length === 0 ? [address] : instances;
}

/** The findings of a policy share its controls, which are many. */
const namesOfControls = new WeakMap<Finding["controls"], readonly string[]>();

/** The controls that a policy serves, as `framework/control`, sorted by framework. */
export function controlNames(controls: Finding["controls"]): readonly string[] {
  let names = namesOfControls.get(controls);
  if (names === undefined) {
    names = Object.keys(controls)
      .sort()
      .flatMap((framework) => (controls[framework] ?? []).map((control) => `${framework}/${control}`));
    namesOfControls.set(controls, names);
  }
  return names;
}
