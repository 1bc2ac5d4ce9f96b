const unitNanoseconds: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  "\u00b5s": 1_000n,
  "\u03bcs": 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};

const part = /(\d*)(?:\.(\d*))?([^\d.]+)/y;

const largest = 2n ** 63n - 1n;

/** Reads a duration such as `1h30m` or `-1.5s` as Go does, in nanoseconds; undefined where it is not valid. */
export function parseDuration(text: string): bigint | undefined {
  const isNegative = text.startsWith("-");
  const rest = isNegative || text.startsWith("+") ? text.slice(1) : text;
  if (rest === "0") return 0n;
  if (rest === "") return undefined;
  let total = 0n;
  part.lastIndex = 0;
  while (part.lastIndex < rest.length) {
    const match = part.exec(rest);
    if (match === null) return undefined;
    const [, whole = "", fraction = "", unit = ""] = match;
    const scale = unitNanoseconds[unit];
    if (scale === undefined || whole + fraction === "") return undefined;
    const digits = fraction.slice(0, 18);
    total += BigInt(whole === "" ? "0" : whole) * scale;
    if (digits !== "") total += (BigInt(digits) * scale) / 10n ** BigInt(digits.length);
    if (total > largest + 1n) return undefined;
  }
  if (isNegative) return -total;
  return total > largest ? undefined : total;
}
