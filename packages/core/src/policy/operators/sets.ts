import type { Reading } from "../../graph/reading.js";
import { elementary, listArgument, type Operator } from "../context.js";
import { describeData, equalsData, readData } from "../literal.js";
import type { Truth } from "../outcome.js";
import type { Data } from "../policy.js";

/** What a value is made of: a list's elements, a map's keys, a scalar itself; and whether there may be more. */
interface Members {
  readonly items: readonly Reading[];
  readonly isOpen: boolean;
}

/** Undefined for what is absent. */
function membersOf(reading: Reading): Members | undefined {
  switch (reading.kind) {
    case "absent":
      return undefined;
    case "unknown":
      return reading.pieces === undefined ? { items: [], isOpen: true } : { items: [reading], isOpen: false };
    case "scalar":
      return { items: [reading], isOpen: false };
    case "list":
      return { items: reading.items, isOpen: reading.rest !== undefined };
    case "object":
      return {
        items: reading.keys().map((name) => readData(name, reading.range)),
        isOpen: reading.rest !== undefined,
      };
  }
}

function isAmong(item: Reading, choices: readonly Data[]): Truth {
  let truth: Truth = false;
  for (const choice of choices) {
    const equal = equalsData(item, choice);
    if (equal === true) return true;
    if (equal === undefined) truth = undefined;
  }
  return truth;
}

/** Compiles a comparison with a list: the first member whose being among it is `deciding` decides. */
function comparison(phrase: string, deciding: boolean): Operator {
  return (argument, context) => {
    const choices = listArgument(argument, context);
    return elementary(
      context,
      () => `${phrase} ${choices.map(describeData).join(", ")}`,
      (reading): Truth => {
        const members = membersOf(reading);
        if (members === undefined) return false;
        let truth: Truth = members.isOpen ? undefined : !deciding;
        for (const item of members.items) {
          const found = isAmong(item, choices);
          if (found === deciding) return deciding;
          if (found === undefined) truth = undefined;
        }
        return truth;
      },
    );
  };
}

/** Operators that compare a value with a list as sets. */
export const setOperators: Readonly<Record<string, Operator>> = {
  subsetOf: comparison("nothing but", false),
  intersects: comparison("something of", true),
};
