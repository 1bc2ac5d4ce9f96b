import { isWrittenObject, type WrittenValue } from "../source/written-value.js";

/** Texts that YAML would read as something else. Those of its version 1.1 are among them, which kubectl still reads. */
const readAsOther =
  /^(?:|~|null|true|false|yes|no|on|off|y|n|[-+]?(?:\.?[0-9][0-9_,.:eExXoOa-fA-F+-]*|\.inf|\.nan)|=|<<)$/i;

const plainText = /^[A-Za-z0-9_./$@%+][A-Za-z0-9_./$@%+ -]*$/;

/** Writes a scalar in flow or block style: plain where that is safe. */
export function writeScalar(value: string | number | boolean | null, isJson: boolean): string {
  if (typeof value !== "string") return String(value);
  const isPlain = !isJson && plainText.test(value) && !readAsOther.test(value) && !/^[%@]|\s$/.test(value);
  return isPlain ? value : JSON.stringify(value);
}

/** Writes a value on one line. */
export function writeFlow(value: WrittenValue, isJson: boolean): string {
  if (isWrittenObject(value)) {
    const items = Object.entries(value).map(
      ([name, item]) => `${writeScalar(name, isJson)}: ${writeFlow(item, isJson)}`,
    );
    return items.length === 0 ? "{}" : `{ ${items.join(", ")} }`;
  }
  if (typeof value !== "object" || value === null) return writeScalar(value, isJson);
  return `[${value.map((item) => writeFlow(item, isJson)).join(", ")}]`;
}
