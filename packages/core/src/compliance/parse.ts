import { parseDocument } from "yaml";
import { rangeOf } from "../policy/yaml-value.js";
import type { Diagnostic } from "../source/diagnostic.js";
import type { SourceFile } from "../source/source-file.js";
import type { ReadFramework } from "./read.js";
import { frameworkSchema } from "./schema.js";

const code = "framework-invalid";

/** Parses and checks the YAML of one framework. */
export function parseFramework(file: SourceFile): ReadFramework {
  const document = parseDocument(file.text, { prettyErrors: false, uniqueKeys: true });
  const broken = [...document.errors, ...document.warnings].map(({ message, pos: [start, end] }): Diagnostic => ({
    severity: "error",
    code,
    message: `This is not valid YAML: ${message}`,
    range: { file, start, end: Math.max(start + 1, end) },
  }));
  if (broken.length > 0) return { framework: undefined, diagnostics: broken };
  const checked = frameworkSchema.safeParse(document.toJS({ maxAliasCount: 0 }));
  if (checked.success) return { framework: checked.data, diagnostics: [] };
  const diagnostics = checked.error.issues.map((issue): Diagnostic => {
    const { message, path } = issue;
    const inside = issue.code === "unrecognized_keys" ? issue.keys.slice(0, 1) : [];
    const at = [...path.filter((key) => typeof key !== "symbol"), ...inside];
    const place = at.length === 0 ? "The framework" : `“${at.join(".")}”`;
    return { severity: "error", code, message: `${place}: ${message}`, range: rangeOf(document, file, at) };
  });
  return { framework: undefined, diagnostics };
}
