/**
 * SHA-256 of a text's UTF-8 bytes, in hexadecimal. Fingerprints need nothing else of a library, and nothing asynchronous.
 *
 * Source: FIPS 180-4, https://doi.org/10.6028/NIST.FIPS.180-4
 */
export function sha256(text: string): string {
  const { view, bytes, length } = pad(text);
  const state = initialState.slice();
  for (let offset = 0; offset < length; offset += 64) {
    for (let index = 0; index < 16; index += 1) words[index] = view.getUint32(offset + index * 4);
    compress(state);
  }
  let digest = "";
  for (const word of state) digest += word.toString(16).padStart(8, "0");
  bytes.fill(0, 0, length);
  return digest;
}

const encoder = new TextEncoder();
const words = new Uint32Array(64);

/** Room for one text, kept between calls: full of zeros but during one. */
let room = new Uint8Array(1024);

/** The message, a one bit, zeros, and the length in bits as 64 bits; `length` is a multiple of 64. */
function pad(text: string): { view: DataView; bytes: Uint8Array; length: number } {
  if (text.length * 3 + 72 > room.length) room = new Uint8Array(text.length * 3 + 72);
  const { written } = encoder.encodeInto(text, room);
  const length = (((written + 8) >> 6) + 1) * 64;
  room[written] = 0x80;
  const view = new DataView(room.buffer);
  view.setUint32(length - 8, Math.floor(written / 0x20000000));
  view.setUint32(length - 4, (written << 3) >>> 0);
  return { view, bytes: room, length };
}

function rotate(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

function compress(state: Uint32Array): void {
  for (let index = 16; index < 64; index += 1) {
    const early = words[index - 15] ?? 0;
    const late = words[index - 2] ?? 0;
    const low = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3);
    const high = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10);
    words[index] = (words[index - 16] ?? 0) + low + (words[index - 7] ?? 0) + high;
  }
  let a = state[0] ?? 0;
  let b = state[1] ?? 0;
  let c = state[2] ?? 0;
  let d = state[3] ?? 0;
  let e = state[4] ?? 0;
  let f = state[5] ?? 0;
  let g = state[6] ?? 0;
  let h = state[7] ?? 0;
  for (let index = 0; index < 64; index += 1) {
    const choice = (e & f) ^ (~e & g);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    const mixed = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const first = (h + mixed + choice + (roundConstants[index] ?? 0) + (words[index] ?? 0)) | 0;
    const second = ((rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + majority) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  state.set([
    a + (state[0] ?? 0),
    b + (state[1] ?? 0),
    c + (state[2] ?? 0),
    d + (state[3] ?? 0),
    e + (state[4] ?? 0),
    f + (state[5] ?? 0),
    g + (state[6] ?? 0),
    h + (state[7] ?? 0),
  ]);
}

/** The first 32 bits of the fractional part of a root of each of the first primes (sections 4.2.2 and 5.3.3). */
function fractionalBits(count: number, root: (prime: number) => number): Uint32Array {
  const bits = new Uint32Array(count);
  for (let candidate = 2, found = 0; found < count; candidate += 1) {
    let isPrime = true;
    for (let divisor = 2; divisor * divisor <= candidate; divisor += 1) isPrime &&= candidate % divisor !== 0;
    if (isPrime) bits[found++] = Math.floor((root(candidate) % 1) * 0x100000000);
  }
  return bits;
}

const initialState = fractionalBits(8, Math.sqrt);
const roundConstants = fractionalBits(64, Math.cbrt);
