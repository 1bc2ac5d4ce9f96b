const firstSurrogate = 0xd800;
const lastSurrogate = 0xdfff;

/**
 * Compares two texts by Unicode code points: negative, zero or positive. JavaScript's own `<` compares UTF-16 units, which
 * puts U+FFFD after U+1F600; a locale's order differs from machine to machine. Every order a report shows is this one.
 */
export function compareCodePoints(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at++) {
    const a = left.charCodeAt(at);
    const b = right.charCodeAt(at);
    if (a !== b) return rank(a) - rank(b);
  }
  return left.length - right.length;
}

/** A surrogate stands for a code point above all others. */
function rank(unit: number): number {
  return unit >= firstSurrogate && unit <= lastSurrogate ? unit + 0x10000 : unit;
}
