import type { SourceFile, SourceRange } from "../../source/source-file.js";
import type { Document } from "yaml";
import { rangeOf, readYamlValue } from "../yaml-value.js";
import { noDay } from "./directive.js";
import { property, textsOf } from "./foreign-data.js";
import { belowDirectoryOf } from "./ignore-files.js";
import { isDay, type FoundSuppressions, type SuppressionMistake, type WrittenSuppression } from "./suppression.js";

/** Reads the `misconfigurations` of a `.trivyignore.yaml`. */
export function readTrivyIgnoreYaml(file: SourceFile): FoundSuppressions {
  const { document, value, problems } = readYamlValue(file, "A file of suppressions");
  const mistakes: SuppressionMistake[] = problems.map((problem) => ({ ...problem, isFatal: true }));
  const suppressions: WrittenSuppression[] = [];
  const entries = property(value, "misconfigurations");
  if (!Array.isArray(entries)) {
    if (entries !== undefined && entries !== null)
      mistakes.push(noList(rangeOf(document, file, ["misconfigurations"])));
    return { suppressions, mistakes };
  }
  entries.forEach((entry: unknown, index) => {
    const range = rangeOfEntry(document, file, index);
    const read = readEntry(entry, file, range);
    if ("message" in read) mistakes.push(read);
    else suppressions.push(read);
  });
  return { suppressions, mistakes };
}

function noList(range: SourceRange): SuppressionMistake {
  return { message: "“misconfigurations” is no list, so that it suppresses nothing.", isFatal: true, range };
}

function readEntry(entry: unknown, file: SourceFile, range: SourceRange): WrittenSuppression | SuppressionMistake {
  const id = property(entry, "id");
  if (typeof id !== "string") return { message: "This has no id, so that it suppresses nothing.", range };
  const paths = property(entry, "paths");
  const until = textOf(property(entry, "expired_at"))?.slice(0, "2030-01-31".length);
  if (until !== undefined && !isDay(until)) {
    const { problem, hint } = noDay(until);
    return { message: problem, hint, range };
  }
  return {
    kind: "ignore-file",
    tool: "trivy",
    names: [id],
    scope: { kind: "matching", matches: belowDirectoryOf(file, paths === undefined ? undefined : textsOf(paths)) },
    reason: textOf(property(entry, "statement")),
    until,
    range,
  };
}

function rangeOfEntry(document: Document, file: SourceFile, index: number): SourceRange {
  return rangeOf(document, file, ["misconfigurations", index, "id"]);
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
