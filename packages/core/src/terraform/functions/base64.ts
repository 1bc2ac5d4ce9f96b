const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const worth = new Map(Array.from(alphabet, (character, value) => [character, value]));

/** Writes bytes in base 64 with padding. */
export function encodeBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 3) {
    const rest = bytes.length - at;
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    parts.push(
      alphabet.charAt(group >> 18) +
        alphabet.charAt((group >> 12) & 63) +
        (rest > 1 ? alphabet.charAt((group >> 6) & 63) : "=") +
        (rest > 2 ? alphabet.charAt(group & 63) : "="),
    );
  }
  return parts.join("");
}

/**
 * Reads base 64 as Go's standard encoding does: padding is required, line breaks are skipped, stray bits in the last
 * character are ignored. Undefined where the text is not valid.
 */
export function decodeBase64(text: string): Uint8Array | undefined {
  const clean = text.replace(/[\r\n]/g, "");
  if (clean.length % 4 !== 0) return undefined;
  const padding = clean.endsWith("==") ? 2 : clean.endsWith("=") ? 1 : 0;
  const bytes = new Uint8Array((clean.length / 4) * 3 - padding);
  let out = 0;
  let buffer = 0;
  const end = clean.length - padding;
  for (let at = 0; at < end; at += 1) {
    const value = worth.get(clean.charAt(at));
    if (value === undefined) return undefined;
    buffer = (buffer << 6) | value;
    if (at % 4 === 3) {
      bytes[out] = (buffer >> 16) & 255;
      bytes[out + 1] = (buffer >> 8) & 255;
      bytes[out + 2] = buffer & 255;
      out += 3;
      buffer = 0;
    }
  }
  if (padding === 1) {
    bytes[out] = (buffer >> 10) & 255;
    bytes[out + 1] = (buffer >> 2) & 255;
  } else if (padding === 2) {
    bytes[out] = (buffer >> 4) & 255;
  }
  return bytes;
}
