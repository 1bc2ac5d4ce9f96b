import type { Reading } from "../../graph/reading.js";
import type { Expression } from "../../hcl/syntax.js";
import type { SourceFile, SourceRange } from "../../source/source-file.js";
import { attributeRange, type WrittenAttribute } from "../configuration/content.js";
import { traversalText } from "../configuration/traversal-text.js";

/**
 * Reads an attribute that Terraform never evaluates: references are texts (`provider = aws.west`), lists and objects of them
 * keep their shape, and whatever else is there reads as its source text.
 */
export function readingOfLiteral(written: WrittenAttribute): Reading {
  return literal(written.attribute.expression, written.file, attributeRange(written));
}

function literal(expression: Expression, file: SourceFile, range: SourceRange): Reading {
  const base = { range, isSensitive: false };
  switch (expression.kind) {
    case "null":
      return { kind: "absent", ...base };
    case "boolean":
      return { kind: "scalar", value: expression.value, ...base };
    case "number":
      return { kind: "scalar", value: Number(expression.text), digits: expression.text, ...base };
    case "tuple": {
      const items = expression.items.map((item) => literal(item, file, { file, start: item.start, end: item.end }));
      return { kind: "list", items, isBlocks: false, ...base };
    }
    case "object": {
      const items = new Map<string, Reading>();
      for (const { key, value, start, end } of expression.items) {
        const name = traversalText(key);
        if (name !== undefined) items.set(name, literal(value, file, { file, start, end }));
      }
      const absent: Reading = { kind: "absent", ...base };
      return { kind: "object", keys: () => [...items.keys()], get: (name) => items.get(name) ?? absent, ...base };
    }
    default: {
      const text = traversalText(expression) ?? file.text.slice(expression.start, expression.end);
      return { kind: "scalar", value: text, ...base };
    }
  }
}
