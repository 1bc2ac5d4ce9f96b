/**
 * Orders two texts by code point, which is the order of their UTF-8 bytes and Terraform's order of keys: negative, zero or
 * positive. JavaScript's own comparison puts astral characters before U+E000.
 */
export function compareStrings(left: string, right: string): number {
  if (left === right) return 0;
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at += 1) {
    const a = left.charCodeAt(at);
    const b = right.charCodeAt(at);
    if (a !== b) return rankOf(a) - rankOf(b);
  }
  return left.length - right.length;
}

/** Moves surrogates behind the rest of the basic plane. */
function rankOf(unit: number): number {
  return unit >= 0xd800 && unit < 0xe000 ? unit + 0x10000 : unit;
}
