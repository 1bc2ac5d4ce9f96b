import type { Expression } from "../../hcl/syntax.js";

/**
 * The text of a plain reference, as `provider`, `providers`, `depends_on` and `ignore_changes` hold them: `aws.west`,
 * `module.a["x"].aws_subnet.b[0]`. They may also be written as strings, and must be in JSON syntax. Undefined for any
 * other expression.
 */
export function traversalText(expression: Expression): string | undefined {
  const parts: string[] = [];
  let at = expression;
  for (;;) {
    switch (at.kind) {
      case "string":
        return parts.length === 0 ? at.value : undefined;
      case "variable":
        return at.name + parts.reverse().join("");
      case "getAttribute":
        parts.push(`.${at.name}`);
        at = at.object;
        break;
      case "index":
        if (at.key.kind === "number") parts.push(`[${at.key.text}]`);
        else if (at.key.kind === "string") parts.push(`[${JSON.stringify(at.key.value)}]`);
        else return undefined;
        at = at.object;
        break;
      case "parentheses":
        at = at.expression;
        break;
      default:
        return undefined;
    }
  }
}
