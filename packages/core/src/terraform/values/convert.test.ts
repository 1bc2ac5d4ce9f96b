import { describe, expect, it } from "vitest";
import {
  boolValue,
  deepMarks,
  isWhollyKnown,
  listValue,
  mapValue,
  nullValue,
  numberValue,
  objectValue,
  setValue,
  stringValue,
  tupleValue,
  typeOf,
  unknownValue,
} from "./construct.js";
import { canConvert, convertValue } from "./convert.js";
import { compareStrings, rawEquals, valuesEqual } from "./equality.js";
import { refine } from "./refinement.js";
import {
  boolType,
  dynamicType,
  equalTypes,
  listOf,
  mapOf,
  numberType,
  objectOf,
  setOf,
  stringType,
  tupleOf,
  typeName,
} from "./type.js";
import { unifyTypes } from "./unify.js";
import { Marks } from "./value.js";
import type { Value } from "./value.js";

const a = stringValue("a");
const b = stringValue("b");
const one = numberValue(1);

function codeOf(compute: () => unknown): string | undefined {
  try {
    compute();
    return undefined;
  } catch (error) {
    return (error as { readonly code?: string }).code;
  }
}

describe("construction", () => {
  it("normalises strings", () => {
    expect(stringValue("e\u0301").value).toBe("\u00e9");
  });

  it("orders names by code point", () => {
    const names = ["\u{1F600}", "\uFFFF", "a", "9", "10", "C"];
    const value = objectValue(names.map((name) => [name, one] as const));
    expect([...value.entries.keys()]).toEqual(["10", "9", "C", "a", "\uFFFF", "\u{1F600}"]);
    expect(compareStrings("\uFFFF", "\u{1F600}")).toBeLessThan(0);
    expect(compareStrings("a", "ab")).toBeLessThan(0);
    expect(compareStrings("a", "a")).toBe(0);
  });

  it("orders sets and drops duplicates", () => {
    const texts = setValue(stringType, [b, a, b]);
    expect(texts.items).toEqual([a, b]);
    const numbers = setValue(
      numberType,
      [100, 3, 20, 3].map((number) => numberValue(number)),
    );
    expect(numbers.items.map((item) => (item.kind === "number" ? item.value : undefined))).toEqual([3, 20, 100]);
    const mixed = setValue(boolType, [nullValue(boolType), boolValue(true), boolValue(false)]);
    expect(mixed.items.map((item) => item.kind)).toEqual(["bool", "bool", "null"]);
  });

  it("moves the marks of items to their set", () => {
    const secret = setValue(stringType, [stringValue("x", Marks.sensitive), a]);
    expect(secret.marks).toBe(Marks.sensitive);
    expect(secret.items.every((item) => item.marks === Marks.none)).toBe(true);
  });

  it("keeps unknowns of a set apart", () => {
    const unknown = unknownValue(stringType, "no-value");
    expect(setValue(stringType, [unknown, unknown, a]).items).toHaveLength(3);
  });

  it("knows what is inside", () => {
    const inner = tupleValue([objectValue([["x", stringValue("x", Marks.ephemeral)]])], Marks.sensitive);
    expect(deepMarks(inner)).toBe(Marks.sensitive | Marks.ephemeral);
    expect(isWhollyKnown(inner)).toBe(true);
    expect(isWhollyKnown(tupleValue([tupleValue([unknownValue(dynamicType, "error")])]))).toBe(false);
  });
});

describe("conversion", () => {
  it("keeps the marks of the whole and of the parts", () => {
    const converted = convertValue(
      tupleValue([one, stringValue("x", Marks.sensitive)], Marks.ephemeral),
      listOf(stringType),
    );
    expect(converted.marks).toBe(Marks.ephemeral);
    expect(converted.kind === "list" ? converted.items.map((item) => item.marks) : []).toEqual([0, Marks.sensitive]);
  });

  it("returns what fits already as it is", () => {
    const values: readonly Value[] = [
      listValue(stringType, [a]),
      objectValue([["x", a]]),
      mapValue(numberType, [["x", one]]),
      tupleValue([a, one]),
    ];
    for (const value of values) expect(convertValue(value, typeOf(value))).toBe(value);
  });

  it("says what does not fit", () => {
    expect(codeOf(() => convertValue(stringValue("x"), numberType))).toBe("invalid-conversion");
    expect(codeOf(() => convertValue(objectValue([]), objectOf({ x: stringType })))).toBe("missing-attribute");
    expect(codeOf(() => convertValue(listValue(mapOf(stringType), []), listOf(stringType)))).toBe("invalid-conversion");
    expect(codeOf(() => convertValue(nullValue(listOf(stringType)), stringType))).toBe("invalid-conversion");
  });

  it("gives nulls and unknowns the new type", () => {
    expect(convertValue(nullValue(dynamicType), numberType)).toEqual(nullValue(numberType));
    const unknown = convertValue(unknownValue(dynamicType, "no-value", "var.x"), listOf(stringType));
    expect(unknown).toMatchObject({ kind: "unknown", reason: "no-value", subject: "var.x", type: listOf(stringType) });
  });

  it("turns maps into objects and leaves out what the type does not name", () => {
    const converted = convertValue(
      mapValue(stringType, [
        ["x", a],
        ["y", b],
      ]),
      objectOf({ x: stringType }),
    );
    expect(converted.kind === "object" ? [...converted.entries.keys()] : []).toEqual(["x"]);
  });
});

describe("types", () => {
  it("are unified", () => {
    expect(unifyTypes([])).toBeUndefined();
    expect(unifyTypes([numberType, stringType])).toBe(stringType);
    expect(unifyTypes([numberType, boolType])).toBeUndefined();
    expect(unifyTypes([tupleOf([numberType]), tupleOf([stringType, stringType])])).toEqual(listOf(stringType));
    expect(unifyTypes([objectOf({ x: numberType }), objectOf({ y: stringType })])).toEqual(mapOf(stringType));
    expect(unifyTypes([listOf(numberType), setOf(stringType)])).toEqual(listOf(numberType));
    expect(unifyTypes([tupleOf([]), objectOf({})])).toBeUndefined();
  });

  it("are compared and named", () => {
    expect(equalTypes(objectOf({ x: stringType, y: numberType }), objectOf({ y: numberType, x: stringType }))).toBe(
      true,
    );
    expect(equalTypes(objectOf({ x: stringType }, new Set(["x"])), objectOf({ x: stringType }))).toBe(false);
    expect(typeName(listOf(mapOf(dynamicType)))).toBe("list of map of any type");
    expect(canConvert(stringType, numberType)).toBe(true);
    expect(canConvert(numberType, boolType)).toBe(false);
  });
});

describe("equality", () => {
  it("is by value, and raw equality by everything", () => {
    expect(valuesEqual(one, stringValue("1"))).toMatchObject({ value: false });
    expect(valuesEqual(nullValue(stringType), nullValue(numberType))).toMatchObject({ value: true });
    expect(rawEquals(nullValue(stringType), nullValue(numberType))).toBe(false);
    expect(rawEquals(a, stringValue("a", Marks.sensitive))).toBe(false);
    const unknown = unknownValue(stringType, "no-value", "var.x");
    expect(valuesEqual(unknown, a)).toMatchObject({ kind: "unknown", subject: "var.x", refinement: { notNull: true } });
    expect(rawEquals(unknown, unknownValue(stringType, "data-source", "data.y"))).toBe(true);
  });
});

describe("refinements", () => {
  it("become values where only one is left", () => {
    const bounds = {
      notNull: true,
      lowerBound: { value: 5, inclusive: true },
      upperBound: { value: 5, inclusive: true },
    };
    expect(refine(unknownValue(numberType, "no-value"), bounds)).toMatchObject({ kind: "number", value: 5 });
    const list = refine(unknownValue(listOf(stringType), "no-value"), { notNull: true, minLength: 2, maxLength: 2 });
    expect(list).toMatchObject({ kind: "list", items: [{ kind: "unknown" }, { kind: "unknown" }] });
  });

  it("only ever add to what is known", () => {
    const narrow = refine(unknownValue(stringType, "no-value", undefined, { prefix: "abc" }), {
      notNull: true,
      prefix: "a",
    });
    expect(narrow).toMatchObject({ refinement: { notNull: true, prefix: "abc" } });
    expect(refine(unknownValue(dynamicType, "no-value"), { notNull: true })).toMatchObject({ refinement: undefined });
  });
});
