import { boolValue, listValue, stringValue } from "../values/construct.js";
import { outlineOf, usefulOutline, withOutline } from "../values/outline.js";
import { boolType, listOf, numberType, stringType } from "../values/type.js";
import type { Value } from "../values/value.js";
import { argumentAt, integerAt, itemsOf, textAt, unknownBecauseOf } from "./arguments.js";
import { toLower, toTitle, toUpper } from "./case-mapping.js";
import { define, parameter } from "./define.js";
import { argumentError, callError } from "./failure.js";
import type { TerraformFunction } from "./function.js";
import { graphemesOf } from "./graphemes.js";
import { replaceMatches } from "./regex.js";
import { encodeUtf8 } from "./utf8.js";

const text = parameter("str", stringType);

function mapText(name: string, map: (text: string) => string): TerraformFunction {
  return define({
    name,
    parameters: [text],
    returns: stringType,
    call: (args) => stringValue(map(textAt(args, 0))),
  });
}

/** Takes newlines off the end. https://developer.hashicorp.com/terraform/language/functions/chomp */
export const chomp = mapText("chomp", (value) => {
  let end = value.length;
  while (end > 0 && (value.charAt(end - 1) === "\n" || value.charAt(end - 1) === "\r")) end -= 1;
  return value.slice(0, end);
});

/** https://developer.hashicorp.com/terraform/language/functions/lower */
export const lower = mapText("lower", toLower);

/** https://developer.hashicorp.com/terraform/language/functions/upper */
export const upper = mapText("upper", toUpper);

/** https://developer.hashicorp.com/terraform/language/functions/title */
export const title = mapText("title", toTitle);

/** Reverses by grapheme clusters. https://developer.hashicorp.com/terraform/language/functions/strrev */
export const strrev = mapText("strrev", (value) => [...graphemesOf(value)].reverse().join(""));

const leadingSpace = /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;
const space = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

/** https://developer.hashicorp.com/terraform/language/functions/trimspace */
export const trimspace = mapText("trimspace", (value) => {
  let end = value.length;
  while (end > 0 && space.test(value.charAt(end - 1))) end -= 1;
  return value.slice(0, end).replace(leadingSpace, "");
});

/** https://developer.hashicorp.com/terraform/language/functions/endswith */
export const endswith = define({
  name: "endswith",
  parameters: [text, parameter("suffix", stringType)],
  returns: boolType,
  call: (args) => boolValue(textAt(args, 0).endsWith(textAt(args, 1))),
});

/**
 * Knows the answer also for an unknown text whose beginning is known.
 * https://developer.hashicorp.com/terraform/language/functions/startswith
 */
export const startswith = define({
  name: "startswith",
  parameters: [parameter("str", stringType, { allowsUnknown: true }), parameter("prefix", stringType)],
  returns: boolType,
  call: (args) => {
    const value = argumentAt(args, 0);
    const prefix = textAt(args, 1);
    if (value.kind !== "unknown") return boolValue(textAt(args, 0).startsWith(prefix));
    if (prefix === "") return boolValue(true);
    const known = value.refinement?.prefix ?? "";
    if (known.startsWith(prefix)) return boolValue(true);
    // As in Terraform, a prefix longer than what is known is not compared at all.
    if (known !== "" && encodeUtf8(known).length >= encodeUtf8(prefix).length) return boolValue(false);
    return unknownBecauseOf([value], boolType);
  },
});

/** https://developer.hashicorp.com/terraform/language/functions/strcontains */
export const strcontains = define({
  name: "strcontains",
  parameters: [text, parameter("substr", stringType)],
  returns: boolType,
  call: (args) => boolValue(textAt(args, 0).includes(textAt(args, 1))),
});

/** Indents all lines but the first. https://developer.hashicorp.com/terraform/language/functions/indent */
export const indent = define({
  name: "indent",
  parameters: [parameter("spaces", numberType), text],
  returns: stringType,
  call: (args) => {
    const spaces = integerAt(args, 0);
    if (spaces < 0) throw argumentError(0, "The number of spaces is negative.");
    const lines = textAt(args, 1).split("\n");
    if (spaces * lines.length > longestResult) throw argumentError(0, "The number of spaces is too large.");
    return stringValue(lines.join(`\n${" ".repeat(spaces)}`));
  },
});

/** No text grows beyond this many characters by one call. */
const longestResult = 1 << 26;

/** https://developer.hashicorp.com/terraform/language/functions/join */
export const join = define({
  name: "join",
  parameters: [parameter("separator", stringType)],
  variadic: parameter("lists", listOf(stringType)),
  returns: stringType,
  call: (args) => {
    if (args.length < 2) throw callError("At least one list is required.");
    const items = args.slice(1).flatMap((list, at) => itemsOf(list, at + 1).map((item) => ({ item, index: at + 1 })));
    if (items.some(({ item }) => item.kind === "unknown")) {
      const texts = items.map(({ item }) => (item.kind === "unknown" ? outlineOf(item) : textOrNothing(item)));
      return unknownBecauseOf(
        args,
        stringType,
        withOutline({ notNull: true }, usefulOutline(texts.join(textAt(args, 0)))),
      );
    }
    const parts = items.map(({ item, index }) => {
      if (item.kind === "string") return item.value;
      throw argumentError(index, "An item of the list is null, and null cannot be joined.");
    });
    return stringValue(parts.join(textAt(args, 0)));
  },
});

function textOrNothing(value: Value): string {
  return value.kind === "string" ? value.value : "";
}

/** A pattern between slashes is a regular expression. https://developer.hashicorp.com/terraform/language/functions/replace */
export const replace = define({
  name: "replace",
  parameters: [text, parameter("substr", stringType), parameter("replace", stringType)],
  returns: stringType,
  call: (args) => {
    const value = textAt(args, 0);
    const pattern = textAt(args, 1);
    const replacement = textAt(args, 2);
    const isExpression = pattern.length > 1 && pattern.startsWith("/") && pattern.endsWith("/");
    if (isExpression) return stringValue(replaceMatches(value, pattern.slice(1, -1), replacement));
    if (pattern !== "") return stringValue(value.split(pattern).join(replacement));
    // Between all characters, and at both ends.
    return stringValue(replacement + Array.from(value, (character) => character + replacement).join(""));
  },
});

/** An empty separator splits by code points. https://developer.hashicorp.com/terraform/language/functions/split */
export const split = define({
  name: "split",
  parameters: [parameter("separator", stringType), text],
  returns: listOf(stringType),
  call: (args) => {
    const separator = textAt(args, 0);
    const value = textAt(args, 1);
    const parts = separator === "" ? Array.from(value) : value.split(separator);
    return listValue(
      stringType,
      parts.map((part): Value => stringValue(part)),
    );
  },
});

/** Counts grapheme clusters. https://developer.hashicorp.com/terraform/language/functions/substr */
export const substr = define({
  name: "substr",
  parameters: [text, parameter("offset", numberType), parameter("length", numberType)],
  returns: stringType,
  call: (args) => {
    const clusters = graphemesOf(textAt(args, 0));
    const offset = integerAt(args, 1);
    const length = integerAt(args, 2);
    const start = offset < 0 ? Math.max(0, clusters.length + offset) : offset;
    return stringValue(clusters.slice(start, length < 0 ? undefined : start + length).join(""));
  },
});

/** https://developer.hashicorp.com/terraform/language/functions/trim */
export const trim = define({
  name: "trim",
  parameters: [text, parameter("cutset", stringType)],
  returns: stringType,
  call: (args) => {
    const characters = Array.from(textAt(args, 0));
    const cut = new Set(textAt(args, 1));
    let start = 0;
    let end = characters.length;
    while (start < end && cut.has(characters[start] ?? "")) start += 1;
    while (end > start && cut.has(characters[end - 1] ?? "")) end -= 1;
    return stringValue(characters.slice(start, end).join(""));
  },
});

/** https://developer.hashicorp.com/terraform/language/functions/trimprefix */
export const trimprefix = define({
  name: "trimprefix",
  parameters: [text, parameter("prefix", stringType)],
  returns: stringType,
  call: (args) => {
    const value = textAt(args, 0);
    const prefix = textAt(args, 1);
    return stringValue(value.startsWith(prefix) ? value.slice(prefix.length) : value);
  },
});

/** https://developer.hashicorp.com/terraform/language/functions/trimsuffix */
export const trimsuffix = define({
  name: "trimsuffix",
  parameters: [text, parameter("suffix", stringType)],
  returns: stringType,
  call: (args) => {
    const value = textAt(args, 0);
    const suffix = textAt(args, 1);
    return stringValue(value.endsWith(suffix) ? value.slice(0, value.length - suffix.length) : value);
  },
});
