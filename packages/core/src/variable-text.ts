/**
 * Writes a value as Terraform reads values of variables: a text stands for itself; anything else is an expression, and in an
 * expression what begins an interpolation is escaped.
 */
export function variableText(value: unknown): string {
  if (typeof value === "string") return value;
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === "string" ? part.replace(/[$%](?=\{)/g, "$&$&") : part,
  );
}
