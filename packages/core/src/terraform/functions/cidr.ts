/** A range of IP addresses: an address and how many of its leading bits count. */
export interface Cidr {
  readonly address: bigint;
  readonly prefixLength: number;
  /** 32 or 128. */
  readonly bits: number;
}

/**
 * Reads `address/length` as Terraform does: leading zeros in IPv4 octets are decimal, IPv4-mapped IPv6 addresses are
 * accepted, zones are not. Undefined where it is not valid.
 */
export function parseCidr(text: string): Cidr | undefined {
  const slash = text.indexOf("/");
  if (slash < 0) return undefined;
  const length = text.slice(slash + 1);
  if (!/^\d{1,7}$/.test(length)) return undefined;
  const host = text.slice(0, slash);
  const isVersion4 = !host.includes(":");
  const bits = isVersion4 ? 32 : 128;
  const address = isVersion4 ? parseVersion4(host) : parseVersion6(host);
  const prefixLength = Number(length);
  if (address === undefined || prefixLength > bits) return undefined;
  return { address: address & networkMask(prefixLength, bits), prefixLength, bits };
}

/** The mask with that many leading ones. */
export function networkMask(prefixLength: number, bits: number): bigint {
  const host = BigInt(bits - prefixLength);
  return ((1n << BigInt(bits)) - 1n) ^ ((1n << host) - 1n);
}

function parseVersion4(text: string): bigint | undefined {
  const octets = text.split(".");
  if (octets.length !== 4) return undefined;
  let address = 0n;
  for (const octet of octets) {
    if (!/^\d+$/.test(octet) || octet.length > 1000) return undefined;
    const value = Number(octet);
    if (value > 255) return undefined;
    address = (address << 8n) | BigInt(value);
  }
  return address;
}

function parseVersion6(text: string): bigint | undefined {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const head = parseGroups(halves[0] ?? "", halves.length === 1);
  const tail = halves.length === 2 ? parseGroups(halves[1] ?? "", true) : [];
  if (head === undefined || tail === undefined) return undefined;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...new Array<bigint>(missing).fill(0n), ...tail];
  return groups.reduce((address, group) => (address << 16n) | group, 0n);
}

/** Reads the 16-bit groups of one side of `::`; the last two may be written as an IPv4 address. */
function parseGroups(text: string, mayEndInVersion4: boolean): bigint[] | undefined {
  if (text === "") return [];
  const groups: bigint[] = [];
  const parts = text.split(":");
  for (const [at, part] of parts.entries()) {
    if (at === parts.length - 1 && mayEndInVersion4 && part.includes(".")) {
      const embedded = parseVersion4(part);
      if (embedded === undefined) return undefined;
      groups.push(embedded >> 16n, embedded & 0xffffn);
    } else {
      if (!/^[0-9A-Fa-f]{1,4}$/.test(part)) return undefined;
      groups.push(BigInt(`0x${part}`));
    }
  }
  return groups;
}

/** Writes an address as Go does: an IPv4-mapped one as IPv4, otherwise the longest run of zero groups as `::`. */
export function formatAddress(address: bigint, bits: number): string {
  if (bits === 32) return formatVersion4(address);
  if (address >> 32n === 0xffffn) return formatVersion4(address & 0xffffffffn);
  const groups: number[] = [];
  for (let shift = 112n; shift >= 0n; shift -= 16n) groups.push(Number((address >> shift) & 0xffffn));
  const run = longestZeroRun(groups);
  const write = (part: readonly number[]): string => part.map((group) => group.toString(16)).join(":");
  if (run === undefined) return write(groups);
  return `${write(groups.slice(0, run.start))}::${write(groups.slice(run.end))}`;
}

function formatVersion4(address: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => String((address >> shift) & 255n)).join(".");
}

function longestZeroRun(groups: readonly number[]): { readonly start: number; readonly end: number } | undefined {
  let best: { readonly start: number; readonly end: number } | undefined;
  for (let start = 0; start < groups.length; start += 1) {
    let end = start;
    while (groups[end] === 0) end += 1;
    if (end - start > 1 && end - start > (best === undefined ? 0 : best.end - best.start)) best = { start, end };
    if (end > start) start = end;
  }
  return best;
}
