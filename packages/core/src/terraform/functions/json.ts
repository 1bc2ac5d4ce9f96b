import { EvaluationError } from "../evaluate/error.js";
import {
  boolValue,
  nullValue,
  numberValue,
  objectValue,
  stringValue,
  tupleValue,
  typeOf,
} from "../values/construct.js";
import { isWhollyKnown } from "../values/marks.js";
import { formatNumber, isInfinite, parseNumber } from "../values/number.js";
import { isDefinitelyNotNull } from "../values/refinement.js";
import { boolType, dynamicType, numberType, stringType } from "../values/type.js";
import type { Type } from "../values/type.js";
import { outlineOf, withOutline } from "../values/outline.js";
import type { UnknownValue, Value } from "../values/value.js";
import { argumentAt, textAt, unknownBecauseOf } from "./arguments.js";
import { define, mayBeNull, parameter } from "./define.js";
import { argumentError, callError } from "./failure.js";

/** https://developer.hashicorp.com/terraform/language/functions/jsonencode */
export const jsonencode = define({
  name: "jsonencode",
  parameters: [parameter("val", dynamicType, { allowsNull: true, allowsUnknown: true, allowsDynamic: true })],
  returns: stringType,
  call: (args) => {
    const value = argumentAt(args, 0);
    if (isWhollyKnown(value)) return stringValue(jsonText(value));
    const prefix = isDefinitelyNotNull(value) ? openingCharacter(typeOf(value)) : undefined;
    const outline = prefix === undefined ? undefined : jsonText(value, (unknown) => quoteJson(outlineOf(unknown)));
    return unknownBecauseOf([value], stringType, withOutline({ notNull: true, prefix }, outline));
  },
});

/** What the JSON text of a value that is not null begins with, where the type tells. */
export function openingCharacter(type: Type): string | undefined {
  switch (type.kind) {
    case "object":
    case "map":
      return "{";
    case "tuple":
    case "list":
    case "set":
      return "[";
    case "string":
      return '"';
    default:
      return undefined;
  }
}

/** Prints a value as JSON, with Go's escapes for HTML. What is not known is an error, unless it is said how to print it. */
export function jsonText(value: Value, printUnknown: (unknown: UnknownValue) => string = refuseUnknown): string {
  switch (value.kind) {
    case "null":
      return "null";
    case "bool":
      return value.value ? "true" : "false";
    case "number":
      if (isInfinite(value.value)) throw callError("Infinity cannot be written as JSON.");
      return formatNumber(value.value);
    case "string":
      return quoteJson(value.value);
    case "list":
    case "set":
    case "tuple":
      return `[${value.items.map((item) => jsonText(item, printUnknown)).join(",")}]`;
    case "map":
    case "object":
      return `{${Array.from(value.entries, ([key, entry]) => `${quoteJson(key)}:${jsonText(entry, printUnknown)}`).join(",")}}`;
    case "unknown":
      return printUnknown(value);
  }
}

function refuseUnknown(unknown: UnknownValue): never {
  throw new EvaluationError("unknown-value", `${unknown.subject ?? "A value"} is not known.`);
}

const escapedByGo = /[<>&\u2028\u2029]/g;

/** Writes a JSON string. */
export function quoteJson(text: string): string {
  return JSON.stringify(text).replace(
    escapedByGo,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** https://developer.hashicorp.com/terraform/language/functions/jsondecode */
export const jsondecode = define({
  name: "jsondecode",
  parameters: [parameter("str", stringType)],
  refinement: mayBeNull,
  returns: (args) => {
    const text = argumentAt(args, 0);
    return text.kind === "unknown" ? typeOfBeginning(text.refinement?.prefix?.trimStart() ?? "") : dynamicType;
  },
  call: (args) => decodeJson(textAt(args, 0)),
});

/** What a JSON text can be, of which only the beginning is known. */
function typeOfBeginning(text: string): Type {
  const first = text.charAt(0);
  if (first === "" || first === "{" || first === "[" || first === "n") return dynamicType;
  if (first === '"') return stringType;
  if (first === "t" || first === "f") return boolType;
  if (/[-0-9]/.test(first)) return numberType;
  throw argumentError(0, "A JSON text does not begin so.");
}

/** Reads a JSON text. Throws `EvaluationError` where it is not valid. */
export function decodeJson(text: string): Value {
  const reader = new JsonReader(text);
  return reader.readDocument();
}

/** Values nested deeper than this are refused, so that no reader of them runs out of stack. */
const deepestNesting = 500;

const numberToken = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const space = /[ \t\r\n]*/y;

class JsonReader {
  private at = 0;
  private depth = 0;

  constructor(private readonly text: string) {}

  readDocument(): Value {
    const value = this.readValue();
    this.skipSpace();
    // Terraform reads up to the end of a value and stops there; only further values are an error, not stray brackets.
    if (this.at < this.text.length && !/[\]}]/.test(this.text.charAt(this.at))) {
      throw callError("There is more after the JSON value.");
    }
    return value;
  }

  private readValue(): Value {
    this.skipSpace();
    const character = this.text.charAt(this.at);
    switch (character) {
      case "{":
        return this.nested(() => this.readObject());
      case "[":
        return this.nested(() => this.readArray());
      case '"':
        return stringValue(this.readString());
      case "t":
        return this.readWord("true", boolValue(true));
      case "f":
        return this.readWord("false", boolValue(false));
      case "n":
        return this.readWord("null", nullValue(dynamicType));
      default:
        return this.readNumber();
    }
  }

  private nested(read: () => Value): Value {
    this.depth += 1;
    if (this.depth > deepestNesting) throw callError("The JSON text is nested too deeply.");
    this.at += 1;
    const value = read();
    this.depth -= 1;
    return value;
  }

  private readObject(): Value {
    const entries = new Map<string, Value>();
    this.skipSpace();
    if (this.accept("}")) return objectValue(entries);
    do {
      this.skipSpace();
      if (this.text.charAt(this.at) !== '"') throw this.unexpected();
      const key = this.readString().normalize("NFC");
      this.skipSpace();
      this.expect(":");
      entries.set(key, this.readValue());
      this.skipSpace();
    } while (this.accept(","));
    this.expect("}");
    return objectValue(entries);
  }

  private readArray(): Value {
    const items: Value[] = [];
    this.skipSpace();
    if (this.accept("]")) return tupleValue(items);
    do {
      items.push(this.readValue());
      this.skipSpace();
    } while (this.accept(","));
    this.expect("]");
    return tupleValue(items);
  }

  private readWord(word: string, value: Value): Value {
    if (!this.text.startsWith(word, this.at)) throw this.unexpected();
    this.at += word.length;
    return value;
  }

  private readNumber(): Value {
    numberToken.lastIndex = this.at;
    const digits = numberToken.exec(this.text)?.[0];
    const value = digits === undefined ? undefined : parseNumber(digits);
    if (digits === undefined || value === undefined) throw this.unexpected();
    this.at += digits.length;
    if (/[.eE]/.test(this.text.charAt(this.at))) throw this.unexpected();
    return numberValue(value);
  }

  private readString(): string {
    let end = this.at + 1;
    while (end < this.text.length && this.text.charCodeAt(end) !== 34) {
      if (this.text.charCodeAt(end) < 32) throw callError("A string in the JSON text has a control character.");
      end += this.text.charCodeAt(end) === 92 ? 2 : 1;
    }
    if (end >= this.text.length) throw callError("A string in the JSON text has no end.");
    const token = this.text.slice(this.at, end + 1);
    this.at = end + 1;
    try {
      const decoded: unknown = JSON.parse(token);
      return String(decoded).replace(/\p{Surrogate}/gu, "\ufffd");
    } catch {
      throw callError("A string in the JSON text has an unknown escape sequence.");
    }
  }

  private skipSpace(): void {
    space.lastIndex = this.at;
    space.exec(this.text);
    this.at = space.lastIndex;
  }

  private accept(character: string): boolean {
    if (this.text.charAt(this.at) !== character) return false;
    this.at += 1;
    return true;
  }

  private expect(character: string): void {
    if (!this.accept(character)) throw this.unexpected();
  }

  private unexpected(): EvaluationError {
    if (this.at >= this.text.length) return callError("The JSON text ends too early.");
    return callError("The JSON text has a character that is not expected there.");
  }
}
