import { listValue, stringValue } from "../values/construct.js";
import { isInfinite, isInteger, toBigInt } from "../values/number.js";
import { listOf, numberType, stringType } from "../values/type.js";
import type { Value } from "../values/value.js";
import { integerAt, numberAt, textAt } from "./arguments.js";
import { formatAddress, networkMask, parseCidr } from "./cidr.js";
import type { Cidr } from "./cidr.js";
import { define, parameter } from "./define.js";
import { argumentError, callError } from "./failure.js";

const prefix = parameter("prefix", stringType);

function cidrAt(args: readonly Value[], index: number): Cidr {
  const cidr = parseCidr(textAt(args, index));
  if (cidr === undefined) throw argumentError(index, "The text is not an address range such as 10.0.0.0/16.");
  return cidr;
}

function wholeNumberAt(args: readonly Value[], index: number): bigint {
  const number = numberAt(args, index);
  if (isInfinite(number) || !isInteger(number)) throw argumentError(index, "A whole number is required.");
  return toBigInt(number);
}

/** Whether it is an IPv6 range of addresses that stand for IPv4 ones. */
function isMapped(cidr: Cidr): boolean {
  return cidr.bits === 128 && cidr.address >> 32n === 0xffffn;
}

function formatCidr(cidr: Cidr): string {
  // A mapped address is written as IPv4, and its length with it.
  const length = isMapped(cidr) && cidr.prefixLength >= 96 ? cidr.prefixLength - 96 : cidr.prefixLength;
  return `${formatAddress(cidr.address, cidr.bits)}/${String(length)}`;
}

/** https://developer.hashicorp.com/terraform/language/functions/cidrhost */
export const cidrhost = define({
  name: "cidrhost",
  parameters: [prefix, parameter("hostnum", numberType)],
  returns: stringType,
  call: (args) => {
    const number = wholeNumberAt(args, 1);
    const cidr = cidrAt(args, 0);
    const size = 1n << BigInt(cidr.bits - cidr.prefixLength);
    // A negative number counts from the end.
    const host = number < 0n ? number + size : number;
    if (host < 0n || host >= size) throw callError("The range has no host of that number.");
    // Of an IPv4-mapped address Terraform counts only 32 bits, and puts the number too far to the left.
    const shift = isMapped(cidr) ? 96n : 0n;
    return stringValue(formatAddress(BigInt.asUintN(cidr.bits, cidr.address | (host << shift)), cidr.bits));
  },
});

/** https://developer.hashicorp.com/terraform/language/functions/cidrnetmask */
export const cidrnetmask = define({
  name: "cidrnetmask",
  parameters: [prefix],
  returns: stringType,
  call: (args) => {
    const cidr = cidrAt(args, 0);
    if (cidr.bits === 128 && !isMapped(cidr)) throw callError("IPv6 ranges have no netmask.");
    return stringValue(formatAddress(networkMask(cidr.prefixLength, cidr.bits), cidr.bits));
  },
});

/** https://developer.hashicorp.com/terraform/language/functions/cidrsubnet */
export const cidrsubnet = define({
  name: "cidrsubnet",
  parameters: [prefix, parameter("newbits", numberType), parameter("netnum", numberType)],
  returns: stringType,
  call: (args) => {
    const extension = integerAt(args, 1);
    const number = wholeNumberAt(args, 2);
    const cidr = subnet(cidrAt(args, 0), extension, number);
    // Terraform's own text for a mask that cannot be.
    return stringValue(cidr.prefixLength < 0 ? "<nil>" : formatCidr(cidr));
  },
});

/** The arithmetic is Terraform's, down to what it makes of negative numbers. */
function subnet(cidr: Cidr, extension: number, number: bigint): Cidr {
  const prefixLength = cidr.prefixLength + extension;
  if (prefixLength > cidr.bits) throw callError("The range has not so many bits left.");
  const largest = extension >= 0 && extension < 64 ? (1n << BigInt(extension)) - 1n : (1n << 64n) - 1n;
  const magnitude = BigInt.asUintN(64, number < 0n ? -number : number);
  if (magnitude > largest) throw callError("The range has no subnet of that number.");
  if (prefixLength < 0) return { ...cidr, prefixLength };
  const combined = cidr.address | (number << BigInt(cidr.bits - prefixLength));
  const address = combined < 0n ? -combined : combined;
  if (address >> BigInt(cidr.bits) !== 0n) throw callError("The range has no subnet of that number.");
  return { address, prefixLength, bits: cidr.bits };
}

/** Terraform's own limit, since larger extensions are nearly always mistakes. */
const largestExtension = 32;

/** Consecutive subnets of different sizes. https://developer.hashicorp.com/terraform/language/functions/cidrsubnets */
export const cidrsubnets = define({
  name: "cidrsubnets",
  parameters: [prefix],
  variadic: parameter("newbits", numberType),
  returns: listOf(stringType),
  call: (args) => {
    const cidr = cidrAt(args, 0);
    const end = cidr.address + (1n << BigInt(cidr.bits - cidr.prefixLength));
    const subnets: Value[] = [];
    let next = cidr.address;
    for (let at = 1; at < args.length; at += 1) {
      const extension = integerAt(args, at);
      const prefixLength = cidr.prefixLength + extension;
      if (extension < 1) throw argumentError(at, "The prefix must become longer by one bit at least.");
      if (extension > largestExtension)
        throw argumentError(at, "The prefix must not become longer by more than 32 bits.");
      if (prefixLength > cidr.bits) throw argumentError(at, "The prefix would become longer than an address.");
      const size = 1n << BigInt(cidr.bits - prefixLength);
      const address = ((next + size - 1n) / size) * size;
      if (address + size > end) throw argumentError(at, "The range has no room left for this subnet.");
      subnets.push(stringValue(formatCidr({ address, prefixLength, bits: cidr.bits })));
      next = address + size;
    }
    return listValue(stringType, subnets);
  },
});
