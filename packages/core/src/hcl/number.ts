import { Character, isDigit } from "./characters.js";

/**
 * Returns where the number at `start` ends. As HCL's scanner does, it takes all digits, dots and exponents that follow and
 * gives back a dot at the end, so that `1.2.3` is one (malformed) number and `a.0.b` has the number `0`.
 */
export function numberEnd(text: string, start: number): number {
  let at = start + 1;
  let end = at;
  for (;;) {
    const code = text.charCodeAt(at);
    if (isDigit(code)) {
      at++;
      end = at;
    } else if (code === Character.dot) at++;
    else if (code === 69 || code === 101) {
      const sign = text.charCodeAt(at + 1);
      const digit = sign === Character.plus || sign === Character.minus ? at + 2 : at + 1;
      if (!isDigit(text.charCodeAt(digit))) return end;
      at = digit + 1;
      end = at;
    } else return end;
  }
}

/** Whether a number as `numberEnd` delimits it is one that HCL can read. */
export function isNumber(text: string): boolean {
  return /^\d+(\.\d*)?([eE][+-]?\d+)?$/.test(text);
}
