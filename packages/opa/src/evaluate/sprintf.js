// @ts-check
// Rego's `sprintf`, which is Go's, for what Rego hands it: texts, numbers, and everything else as Rego writes it. Plain
// JavaScript, because the thread that policies run in loads it as it stands.

/** @typedef {{ kind: "text" | "int" | "float", text: string }} Argument */

/**
 * Reads the list of arguments as a compiled policy dumps it: JSON, and sets as `{1,2}` and `set()`.
 * @param {string} dump
 * @returns {Argument[]}
 */
export function readArguments(dump) {
  const reader = new DumpReader(dump);
  return reader.list("[", "]").map((text) => {
    if (text.startsWith('"')) return { kind: "text", text: String(JSON.parse(text)) };
    if (!/^-?\d/.test(text)) return { kind: "text", text };
    return /^-?\d+$/.test(text) ? { kind: "int", text } : { kind: "float", text };
  });
}

/** Reads a dump and writes it as Rego does, with blanks behind commas and colons. */
class DumpReader {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
    this.at = 0;
  }

  /**
   * @param {string} open
   * @param {string} close
   * @returns {string[]} the elements, entries of objects included
   */
  list(open, close) {
    /** @type {[string, string][]} */
    const items = [];
    // A list keeps its order; sets and objects have one of their own.
    const finish = () => (open === "{" ? items.sort(compareTerms) : items).map(([, item]) => item);
    this.skip();
    if (this.text[this.at] !== open) return [];
    this.at += 1;
    for (;;) {
      this.skip();
      if (this.at >= this.text.length) return finish();
      if (this.text[this.at] === close) {
        this.at += 1;
        return finish();
      }
      if (this.text[this.at] === ",") {
        this.at += 1;
        continue;
      }
      const item = this.value();
      this.skip();
      if (this.text[this.at] !== ":") items.push([item, item]);
      else {
        this.at += 1;
        items.push([item, `${item}: ${this.value()}`]);
      }
    }
  }

  /** @returns {string} */
  value() {
    this.skip();
    const first = this.text[this.at];
    if (first === "[") return `[${this.list("[", "]").join(", ")}]`;
    if (first === "{") return `{${this.list("{", "}").join(", ")}}`;
    const pattern = first === '"' ? /"(?:[^"\\]|\\.)*"/y : /[^,:[\]{}\s]+/y;
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? this.text.slice(this.at, this.at + 1);
    this.at += found.length;
    return found;
  }

  skip() {
    while (/\s/.test(this.text[this.at] ?? "")) this.at += 1;
  }
}

/** Rego's order of values: null, booleans, numbers, texts, lists, and the rest. @param {string} text */
const rankOf = (text) => {
  const rank = [/^null/, /^false/, /^true/, /^-?\d/, /^"/, /^\[/].findIndex((kind) => kind.test(text));
  return rank === -1 ? 6 : rank;
};

/** @param {readonly [string, string]} left @param {readonly [string, string]} right */
function compareTerms([left], [right]) {
  const rank = rankOf(left);
  if (rank !== rankOf(right)) return rank - rankOf(right);
  if (rank === 3) return Number(left) - Number(right);
  return left < right ? -1 : left > right ? 1 : 0;
}

const directive = /%([-+# 0]*)(?:\[(\d+)\])?(\d*)(?:\.(\d*))?(?:\[(\d+)\])?([A-Za-z%]?)/g;
const longest = 1_000_000;

/**
 * Formats arguments as Go's `fmt.Sprintf` does.
 * @param {string} format
 * @param {readonly Argument[]} values
 */
export function sprintf(format, values) {
  let next = 0;
  let isReordered = false;
  const text = format.replace(directive, (_all, flags, early, width, precision, late, verb) => {
    if (verb === "") return "%!(NOVERB)";
    if (verb === "%") return "%";
    const index = early ?? late;
    if (index !== undefined) {
      next = Number(index) - 1;
      isReordered = true;
    }
    const value = values[next];
    next += 1;
    if (value === undefined) return `%!${verb}(${index === undefined ? "MISSING" : "BADINDEX"})`;
    const digits = precision === undefined ? undefined : Number(precision || 0);
    const layout = { width: Math.min(Number(width || 0), longest), flags, precision: digits };
    if (verb === "T") return pad(typeOf(value), layout, false);
    const shown = formatOne(value, verb, layout);
    // Go shows what a verb is not for as `%v` would, with the same flags.
    return shown ?? `%!${verb}(${typeOf(value)}=${formatOne(value, "v", layout) ?? ""})`;
  });
  if (isReordered || next >= values.length) return text;
  return `${text}%!(EXTRA ${values.slice(next).map(typed).join(", ")})`;
}

/** @typedef {{ width: number, flags: string, precision: number | undefined }} Layout */

/**
 * @param {Argument} value
 * @param {string} verb
 * @param {Layout} layout
 */
function formatOne(value, verb, layout) {
  const { flags, precision } = layout;
  const written =
    value.kind === "text"
      ? formatText(value.text, verb, precision)
      : value.kind === "int"
        ? formatInt(BigInt(value.text), verb, flags, precision)
        : formatFloat(Number(value.text), verb, precision);
  if (written === undefined) return undefined;
  const isNumber = value.kind !== "text";
  return pad(flags.includes("+") && isNumber && /^\d/.test(written) ? `+${written}` : written, layout, isNumber);
}

/** @param {string} text @param {string} verb @param {number | undefined} precision */
function formatText(text, verb, precision) {
  const cut = precision === undefined ? text : [...text].slice(0, precision).join("");
  const hex = () => Buffer.from(cut, "utf8").toString("hex");
  switch (verb) {
    case "s":
    case "v":
      return cut;
    case "q":
      return JSON.stringify(cut);
    case "x":
      return hex();
    case "X":
      return hex().toUpperCase();
    default:
      return undefined;
  }
}

/** @param {bigint} number @param {string} verb @param {string} flags @param {number | undefined} precision */
function formatInt(number, verb, flags, precision) {
  const prefix = (/** @type {string} */ mark) => (flags.includes("#") ? mark : "");
  const sign = number < 0n ? "-" : "";
  const size = number < 0n ? -number : number;
  switch (verb) {
    case "d":
    case "v":
      return sign + String(size).padStart(Math.min(precision ?? 0, longest), "0");
    case "x":
      return `${sign}${prefix("0x")}${size.toString(16)}`;
    case "X":
      return `${sign}${prefix("0X")}${size.toString(16).toUpperCase()}`;
    case "o":
      return `${sign}${prefix("0")}${size.toString(8)}`;
    case "b":
      return `${sign}${prefix("0b")}${size.toString(2)}`;
    case "c":
      return number >= 0n && number <= 0x10ffffn ? String.fromCodePoint(Number(number)) : "\uFFFD";
    default:
      return undefined;
  }
}

/** @param {number} number @param {string} verb @param {number | undefined} precision */
function formatFloat(number, verb, precision) {
  const digits = Math.min(precision ?? 6, 100);
  switch (verb) {
    case "f":
    case "F":
      // Beyond this, JavaScript would write an exponent.
      if (Math.abs(number) < 1e21) return number.toFixed(digits);
      return digits === 0 ? String(BigInt(number)) : `${BigInt(number)}.${"0".repeat(digits)}`;
    case "e":
      return withExponent(number.toExponential(digits));
    case "E":
      return withExponent(number.toExponential(digits)).toUpperCase();
    case "g":
    case "G":
    case "v":
      return shortest(number, precision);
    default:
      return undefined;
  }
}

/** @param {number} number @param {number | undefined} precision */
function shortest(number, precision) {
  const rounded = precision === undefined ? number : Number(number.toPrecision(Math.max(1, Math.min(precision, 100))));
  const size = Math.abs(rounded);
  const isExponential =
    size !== 0 && (size < 1e-4 || size >= (precision === undefined ? 1e21 : 10 ** Math.max(1, precision)));
  return isExponential ? withExponent(rounded.toExponential()) : String(rounded);
}

/** Two digits at least, as Go writes them. @param {string} text */
function withExponent(text) {
  return text.replace(/e([+-])(\d)$/, "e$10$2");
}

/** @param {Argument} value */
function typeOf({ kind }) {
  return kind === "text" ? "string" : kind === "int" ? "int64" : "float64";
}

/** @param {Argument} value */
function typed(value) {
  return `${typeOf(value)}=${value.kind === "float" ? shortest(Number(value.text), undefined) : value.text}`;
}

/** @param {string} text @param {Layout} layout @param {boolean} isNumber */
function pad(text, { width, flags }, isNumber) {
  const missing = width - [...text].length;
  if (missing <= 0) return text;
  if (flags.includes("-")) return text + " ".repeat(missing);
  if (!flags.includes("0")) return " ".repeat(missing) + text;
  const sign = isNumber ? (/^[+-]/.exec(text)?.[0] ?? "") : "";
  return sign + "0".repeat(missing) + text.slice(sign.length);
}
