// A policy that no declaration can say: it compares each subnet with all the others of its network.
import { definePolicy } from "@lintel/core";

export default definePolicy({
  id: "acme-subnet-overlap",
  title: "Two subnets of a network overlap",
  severity: "high",
  category: "isolation",
  description: "The second of two subnets that overlap cannot be created, after half of the apply is done.",
  remediation: "Give each subnet a range of its own.",
  match: "aws_subnet",
  evaluate(subnet, context) {
    const block = subnet.attribute("cidr_block");
    if (block.status === "unknown") return context.unknown(block);
    const range = rangeOf(block.text);
    if (range === undefined) return context.pass();
    return neighbours(subnet, context).flatMap((other) => {
      const otherBlock = other.attribute("cidr_block");
      const otherRange = rangeOf(otherBlock.text);
      if (otherRange === undefined || range.first > otherRange.last || otherRange.first > range.last) return [];
      return context.fail(block, `${block.text} overlaps ${otherBlock.text} of ${other.address}.`, {
        expected: `a range outside of ${otherBlock.text}`,
        related: [{ place: otherBlock, message: `the range of ${other.address}` }],
      });
    });
  },
});

/** The subnets of the same network that come before this one, so that each pair is told of once. */
function neighbours(subnet, context) {
  const [network] = subnet.linked({ to: "aws_vpc", by: "vpc_id" }).nodes;
  return context.nodes("aws_subnet").filter((other) => {
    const [itsNetwork] = other.linked({ to: "aws_vpc", by: "vpc_id" }).nodes;
    return other.address < subnet.address && network !== undefined && itsNetwork?.address === network.address;
  });
}

/** The first and the last address of an IPv4 range, as numbers. */
function rangeOf(text) {
  const match = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(\d+)$/.exec(text ?? "");
  if (match === null) return undefined;
  const [a, b, c, d, length] = match.slice(1).map(Number);
  const size = 2 ** (32 - length);
  const address = ((a * 256 + b) * 256 + c) * 256 + d;
  const first = address - (address % size);
  return { first, last: first + size - 1 };
}
