import type { PolicyDocument } from "./engine.js";
import { isSecretName, maskIssuedSecrets } from "./secret-text.js";

/** The texts of a document that go by the name of a secret, the longest first. */
export type NamedSecrets = readonly string[];

const shortestSecret = 3;
const longestText = 4000;

/**
 * Makes what a policy says safe to show: without secrets in the formats of known issuers, and without what its document calls a
 * password or the like, which a policy may well look at and must not repeat.
 */
export function maskEngineText(
  text: string,
  document: PolicyDocument,
  known: Map<PolicyDocument, NamedSecrets>,
): string {
  let secrets = known.get(document);
  if (secrets === undefined) known.set(document, (secrets = namedSecrets(document.value)));
  let shown = maskIssuedSecrets(text.length > longestText ? `${text.slice(0, longestText)}…` : text);
  for (const secret of secrets) shown = shown.replaceAll(secret, "(sensitive)");
  return shown;
}

function namedSecrets(value: unknown): NamedSecrets {
  const found = new Set<string>();
  const visit = (part: unknown, isSecret: boolean): void => {
    if (typeof part === "string") {
      if (isSecret && part.length >= shortestSecret && part !== "(sensitive)") found.add(part);
    } else if (Array.isArray(part)) for (const item of part) visit(item, isSecret);
    else if (typeof part === "object" && part !== null) {
      const names = new Map<string, unknown>(Object.entries(part));
      const label = names.get("name");
      // `name: DB_PASSWORD` beside a `value`.
      const isPair = typeof label === "string" && isSecretName(label);
      for (const [name, each] of names) visit(each, isSecretName(name) || (isPair && name === "value"));
    }
  };
  visit(value, false);
  return [...found].sort((left, right) => right.length - left.length);
}
