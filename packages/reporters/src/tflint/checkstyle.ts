import { xmlDeclaration, xmlTag } from "../xml.js";
import { byRule } from "./order.js";
import type { TflintError, TflintReport } from "./report.js";

/** Where errors stand that concern no file. */
const noFile = "(application)";

/** Writes a report as `tflint --format checkstyle` does. */
export function tflintCheckstyle({ issues, errors }: TflintReport): string {
  const files = new Map<string, string[]>();
  const add = (file: string, element: string): void => {
    const elements = files.get(file);
    if (elements === undefined) files.set(file, [element]);
    else elements.push(element);
  };
  for (const { rule, range, message } of byRule(issues)) {
    const severity = rule.severity === "notice" ? "info" : rule.severity;
    const { line, column } = range.start;
    const attributes = { source: rule.name, line, column, severity, message, link: rule.link, rule: rule.name };
    add(range.filename, errorElement(attributes));
  }
  for (const error of errors) add(error.range?.filename ?? noFile, errorElement(attributesOf(error)));
  const children = [...files].flatMap(([name, elements]) => [
    `  ${xmlTag("file", { name })}`,
    ...elements,
    "  </file>",
  ]);
  const inside = children.length === 0 ? "" : `\n${children.join("\n")}\n`;
  return `${xmlDeclaration}\n<checkstyle>${inside}</checkstyle>\n`;
}

function attributesOf({ range, summary, message, severity }: TflintError): Readonly<Record<string, string | number>> {
  const source = summary ?? noFile;
  const { line, column } = range?.start ?? { line: 0, column: 0 };
  return { source, line, column, severity, message, link: "", rule: range === undefined ? source : "" };
}

function errorElement(attributes: Readonly<Record<string, string | number>>): string {
  return `    ${xmlTag("error", attributes)}</error>`;
}
