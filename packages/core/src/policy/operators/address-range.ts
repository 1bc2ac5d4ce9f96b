/** A range of IP addresses: the first `prefix` bits of `bits` are fixed. */
export interface AddressRange {
  readonly family: 4 | 6;
  readonly bits: bigint;
  readonly prefix: number;
}

const octet = /^(?:0|[1-9]\d{0,2})$/;
const group = /^[0-9a-fA-F]{1,4}$/;

/** Parses `10.0.0.0/8`, `::/0`, or a single address. Returns undefined for anything else. */
export function parseAddressRange(text: string): AddressRange | undefined {
  const slash = text.indexOf("/");
  const address = slash === -1 ? text : text.slice(0, slash);
  const family = address.includes(":") ? 6 : 4;
  const bits = family === 4 ? parseVersion4(address) : parseVersion6(address);
  if (bits === undefined) return undefined;
  const width = family === 4 ? 32 : 128;
  if (slash === -1) return { family, bits, prefix: width };
  const length = text.slice(slash + 1);
  if (!/^\d{1,3}$/.test(length) || Number(length) > width) return undefined;
  const prefix = Number(length);
  const hostBits = BigInt(width - prefix);
  return { family, bits: (bits >> hostBits) << hostBits, prefix };
}

function parseVersion4(text: string): bigint | undefined {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => octet.test(part) && Number(part) < 256)) return undefined;
  return BigInt(parts.reduce((bits, part) => bits * 256 + Number(part), 0));
}

function parseVersion6(text: string): bigint | undefined {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const left = parseGroups(halves[0] ?? "", halves.length === 1);
  const right = halves.length === 2 ? parseGroups(halves[1] ?? "", true) : [];
  if (left === undefined || right === undefined) return undefined;
  const missing = 8 - left.length - right.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  const groups = [...left, ...new Array<bigint>(missing).fill(0n), ...right];
  return groups.reduce((bits, value) => (bits << 16n) | value, 0n);
}

function parseGroups(text: string, mayEndInVersion4: boolean): bigint[] | undefined {
  if (text === "") return [];
  const parts = text.split(":");
  const last = parts.at(-1) ?? "";
  const tail: bigint[] = [];
  if (mayEndInVersion4 && last.includes(".")) {
    const bits = parseVersion4(last);
    if (bits === undefined) return undefined;
    tail.push(bits >> 16n, bits & 0xffffn);
    parts.pop();
  }
  if (!parts.every((part) => group.test(part))) return undefined;
  return [...parts.map((part) => BigInt(`0x${part}`)), ...tail];
}

/** Whether every address of one range lies in the other. */
export function isWithin(inner: AddressRange, outer: AddressRange): boolean {
  if (inner.family !== outer.family || inner.prefix < outer.prefix) return false;
  const hostBits = BigInt((outer.family === 4 ? 32 : 128) - outer.prefix);
  return inner.bits >> hostBits === outer.bits >> hostBits;
}

/** Whether two ranges have an address in common. */
export function overlaps(left: AddressRange, right: AddressRange): boolean {
  return isWithin(left, right) || isWithin(right, left);
}
