import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Graph, type GraphNode } from "../graph/graph.js";
import type { NodeReference, ObjectReading, Reading, UnknownReason } from "../graph/reading.js";
import { SourceFile } from "../source/source-file.js";
import { compilePolicy, loadPatternCompiler } from "./compile.js";
import { evaluatePolicies, type Verdict } from "./evaluate.js";
import { readData } from "./literal.js";
import type { Data, DataMap, Policy, PolicyCase } from "./policy.js";

const file = new SourceFile("main.tf", "resource {}\n");
const range = { file, start: 0, end: 8 };
const compilePattern = await loadPatternCompiler();

/** Anything that may stand in a hand-made node: data, or a reading. */
type Made = Data | Reading | { readonly [name: string]: Made };

function isReading(made: Made): made is Reading {
  return typeof made === "object" && made !== null && "kind" in made && "range" in made;
}

function read(made: Made): Reading {
  if (isReading(made)) return made;
  if (typeof made !== "object" || made === null || Array.isArray(made)) return readData(made as Data, range);
  const entries = made as Readonly<Record<string, Made>>;
  return {
    kind: "object",
    keys: () => Object.keys(entries),
    get: (name) => read(entries[name] ?? null),
    range,
    isSensitive: false,
  };
}

function unknown(reason: UnknownReason = "no-value", references?: readonly NodeReference[]): Reading {
  return { kind: "unknown", reason, subject: "var.x", range, isSensitive: false, references: () => references ?? [] };
}

function refer(address: string, attribute = "id"): Reading {
  return unknown("known-after-apply", [{ address, attribute }]);
}

function blocks(...items: Made[]): Reading {
  return { kind: "list", items: items.map(read), isBlocks: true, range, isSensitive: false };
}

function node(address: string, attributes: Made, more: Partial<GraphNode> = {}): GraphNode {
  const blockAddress = address.replace(/\[[^\]]*\]/g, "");
  const type = blockAddress.split(".").at(-2) ?? "";
  const reading = read(attributes) as ObjectReading;
  return { address, blockAddress, type, kind: "resource", domain: ".", range, reading, ...more };
}

function policy({ parameters, match = ["thing"], ...parts }: Partial<PolicyCase & Pick<Policy, "parameters">>): Policy {
  return {
    id: "p",
    title: "Title",
    severity: "high",
    category: "exposure",
    preset: "recommended",
    description: "d",
    remediation: "r",
    cases: [{ match, ...parts }],
    links: [],
    controls: {},
    aliases: {},
    parameters,
  };
}

function judge(
  parts: Partial<PolicyCase>,
  nodes: readonly GraphNode[],
): { verdicts: Verdict[]; passes: string[]; codes: string[] } {
  const verdicts: Verdict[] = [];
  const passes: string[] = [];
  const codes: string[] = [];
  const compiled = compilePolicy(policy(parts), { compilePattern });
  evaluatePolicies(
    new Graph({ nodes }),
    [compiled],
    { onVerdict: (verdict) => verdicts.push(verdict), onPass: (_policy, { address }) => passes.push(address) },
    ({ code }) => codes.push(code),
  );
  return { verdicts, passes, codes };
}

/**
 * The truth of a condition about one node, by requiring it. What passes is only asked for its truth, so that denying it, which
 * asks the other way round, must say the opposite.
 */
function truth(condition: DataMap, attributes: Made): string {
  const nodes = [node("thing.a", attributes)];
  const [required] = judge({ require: condition }, nodes).verdicts;
  const [denied] = judge({ deny: condition }, nodes).verdicts;
  const answer = required === undefined ? "true" : required.status === "fail" ? "false" : "unknown";
  expect(denied === undefined ? "false" : denied.status === "fail" ? "true" : "unknown").toBe(answer);
  return answer;
}

describe("matchers", () => {
  const cases: readonly [DataMap, Made, string][] = [
    [{ a: true }, { a: true }, "true"],
    [{ a: true }, { a: "true" }, "true"],
    [{ a: "1" }, { a: 1 }, "true"],
    [{ a: 1 }, { a: "1.0" }, "true"],
    [{ a: true }, { a: 1 }, "false"],
    [{ a: true }, {}, "false"],
    [{ a: true }, { a: unknown() }, "unknown"],
    [{ a: null }, {}, "true"],
    [{ a: null }, { a: 1 }, "false"],
    [{ a: { equals: "x", default: "x" } }, {}, "true"],
    [{ a: { equals: "x", default: "y" } }, {}, "false"],
    [{ a: { in: ["x", "y"] } }, { a: "y" }, "true"],
    [{ a: { in: ["x", null] } }, {}, "true"],
    [{ a: { present: true } }, { a: "" }, "true"],
    [{ a: { present: true } }, { a: unknown() }, "unknown"],
    [{ a: { present: true } }, { a: blocks() }, "false"],
    [{ a: { present: false } }, {}, "true"],
    [{ a: { empty: true } }, { a: "" }, "true"],
    [{ a: { empty: true } }, { a: [] }, "true"],
    [{ a: { empty: false } }, { a: ["x"] }, "true"],
    [{ a: { not: { in: ["x"] } } }, {}, "true"],
    [{ a: { or: ["x", { startsWith: "y" }] } }, { a: "yes" }, "true"],
    [{ a: { all: [{ startsWith: "y" }, { endsWith: "s" }] } }, { a: "yep" }, "false"],
    [{ a: { lessThan: 7 } }, { a: "6" }, "true"],
    [{ a: { atLeast: 7 } }, { a: "x" }, "false"],
    [{ a: { atMost: 7, greaterThan: 2 } }, { a: 7 }, "true"],
    [{ a: { contains: "b" } }, { a: "abc" }, "true"],
    [{ a: { contains: ["b", "c"] } }, { a: ["b", "c", "d"] }, "true"],
    [{ a: { contains: ["b", "x"] } }, { a: ["b", "c", "d"] }, "false"],
    [{ a: { matches: "^a+$" } }, { a: "aaa" }, "true"],
    [{ a: { matches: "^(a+)+$" } }, { a: `${"a".repeat(50)}b` }, "false"],
    [{ a: { glob: "docker.io/*" } }, { a: "docker.io/nginx" }, "true"],
    [{ a: { glob: "docker.io/*" } }, { a: "docker.io/library/nginx" }, "false"],
    [{ a: { glob: "docker.io/**" } }, { a: "docker.io/library/nginx" }, "true"],
    [{ a: { ignoreCase: "TLS" } }, { a: "tls" }, "true"],
    [{ a: { length: { atLeast: 1 } } }, {}, "false"],
    [{ a: { length: 0 } }, {}, "true"],
    [{ a: { keys: { contains: ["x", "y"] } } }, { a: { x: 1, y: 2 } }, "true"],
    [{ a: { keys: { contains: ["x", "z"] } } }, { a: { x: 1, y: 2 } }, "false"],
    [{ a: { keys: { contains: ["x"] } } }, {}, "false"],
    [{ a: { entries: { key: { endsWith: "_KEY" }, value: { literal: true } } } }, { a: { A_KEY: "x" } }, "true"],
    [{ a: { entries: { key: { endsWith: "_KEY" }, value: { literal: true } } } }, { a: { A: "x" } }, "false"],
    [{ a: { entries: { key: "A", value: "x" } } }, { a: { A: unknown() } }, "unknown"],
    [{ a: { entries: { key: "A" } } }, { a: { A: unknown() } }, "unknown"],
    [{ a: { entries: { value: "x" } } }, {}, "false"],
    [{ a: { json: { any: { where: { b: true } } } } }, { a: '[{"b":true}]' }, "true"],
    [{ a: { json: { any: { where: { b: true } } } } }, { a: '[{"b":false}]' }, "false"],
    [{ a: { json: { any: "x" } } }, { a: "no JSON" }, "unknown"],
    [{ a: { json: { any: "x" } } }, { a: unknown() }, "unknown"],
    [{ a: { json: { present: true } } }, {}, "false"],
    [{ a: { secret: true } }, { a: btoa("export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7REALKEY") }, "true"],
    [{ a: { secret: true } }, { a: btoa("#!/bin/bash\necho Hello, world 1234 XyZ") }, "false"],
    [{ a: { any: "x" } }, { a: ["y", "x"] }, "true"],
    [{ a: { any: "x" } }, { a: "x" }, "true"],
    [{ a: { any: "x" } }, {}, "false"],
    [{ a: { every: "x" } }, {}, "true"],
    [{ a: { every: "x" } }, { a: ["x", "y"] }, "false"],
    [{ a: { none: "x" } }, { a: ["x", "y"] }, "false"],
    [{ a: { none: "x" } }, { a: unknown() }, "unknown"],
    [{ a: { where: { b: 1 } } }, { a: { b: 1 } }, "true"],
    [{ a: { where: { b: 1 } } }, { a: blocks({ b: 1 }) }, "true"],
    [{ "a.b": 1 }, { a: blocks({ b: 1 }) }, "true"],
    [{ "a.b": 1 }, { a: { b: 2 } }, "false"],
    [{ 'a["x.y/z"]': 1 }, { a: { "x.y/z": 1 } }, "true"],
    [{ '["any"]': 1 }, { any: 1 }, "true"],
    [{ a: { cidr: "public" } }, { a: "0.0.0.0/0" }, "true"],
    [{ a: { cidr: "public" } }, { a: "::/0" }, "true"],
    [{ a: { cidr: "public" } }, { a: "0000::/0" }, "true"],
    [{ a: { cidr: "public" } }, { a: "128.0.0.0/1" }, "true"],
    [{ a: { cidr: "public" } }, { a: "10.0.0.0/8" }, "false"],
    [{ a: { cidr: "public" } }, { a: "3.0.0.0/9" }, "false"],
    [{ a: { cidr: "public" } }, { a: "Internet" }, "true"],
    [{ a: { cidr: "public" } }, { a: "fc00::/7" }, "false"],
    [{ a: { cidr: { within: ["10.0.0.0/8", "fd00::/8"] } } }, { a: "10.2.0.0/16" }, "true"],
    [{ a: { cidr: { within: ["10.0.0.0/8"] } } }, { a: "9.0.0.0/7" }, "false"],
    [{ a: { cidr: { overlaps: ["10.0.0.0/8"] } } }, { a: "0.0.0.0/0" }, "true"],
    [{ a: { cidr: { broaderThan: 24 } } }, { a: "10.0.0.0/23" }, "true"],
    [{ a: { version: { pinned: true } } }, { a: "~> 5.0" }, "true"],
    [{ a: { version: { pinned: true } } }, { a: ">= 5.0" }, "false"],
    [{ a: { version: { pinned: true } } }, { a: ">= 5.0, < 6" }, "true"],
    [{ a: { version: { pinned: true } } }, { a: "5.1.2" }, "true"],
    [{ a: { version: { exact: true } } }, { a: "~> 5.1.2" }, "false"],
    [{ a: { version: { admits: "1.9.0" } } }, { a: "~> 1.2" }, "true"],
    [{ a: { version: { admits: "2.0.0" } } }, { a: "~> 1.2" }, "false"],
    [{ a: { version: { atLeast: "1.28" } } }, { a: "1.29.3" }, "true"],
    [{ a: { secret: true } }, { a: `AKIA${"IOSFODNN7EXAMPLE".slice(0, 16)}` }, "true"],
    [{ a: { secret: true } }, { a: "a-perfectly-ordinary-name-of-something" }, "false"],
    [{ a: { literal: true } }, { a: "hunter2" }, "true"],
    [{ a: { literal: true } }, { a: unknown() }, "false"],
    [{ a: { literal: true } }, { a: unknown("error") }, "unknown"],
  ];
  test.each(cases)("%j of %j is %s", (condition, attributes, expected) => {
    expect(truth(condition, attributes)).toBe(expected);
  });
});

describe("conditions", () => {
  test("an unknown decides only where nothing else does", () => {
    expect(truth({ a: 1, b: 1 }, { a: unknown(), b: 2 })).toBe("false");
    expect(truth({ any: [{ a: 1 }, { b: 1 }] }, { a: unknown(), b: 1 })).toBe("true");
    expect(truth({ any: [{ a: 1 }, { b: 1 }] }, { a: unknown(), b: 2 })).toBe("unknown");
    expect(truth({ not: { a: 1 } }, { a: unknown() })).toBe("unknown");
    expect(truth({ not: { a: 1 } }, {})).toBe("true");
  });

  test("a path through several blocks is a mistake of the policy, said once", () => {
    const things = [
      node("thing.a", { a: blocks({ b: 1 }, { b: 1 }) }),
      node("thing.b", { a: blocks({ b: 1 }, { b: 1 }) }),
    ];
    const { verdicts, codes } = judge({ require: { "a.b": 1 } }, things);
    expect(verdicts.map(({ status, cause }) => [status, cause?.reason])).toEqual([
      ["unknown", "error"],
      ["unknown", "error"],
    ]);
    expect(codes).toEqual(["policy-mistake"]);
  });

  test("an attribute that a provider always sets is present though unknown", () => {
    const attributes: Made = { a: refer("thing.b", "arn") };
    const { passes } = judge({ match: ["thing"], require: { a: { present: true } }, when: { a: { present: true } } }, [
      node("thing.a", attributes),
      node("thing.b", {}),
    ]);
    expect(passes).toEqual(["thing.a"]);
  });
});

describe("what is unknown", () => {
  const value = fc.constantFrom<Data>(null, "", "x", "y", 1, true, ["x"], ["x", "y"], []);
  const matcher = fc.letrec<{ matcher: Data }>((tie) => ({
    matcher: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom<Data>(
        "x",
        null,
        { present: true },
        { empty: true },
        { in: ["x", 1] },
        { length: { atLeast: 1 } },
        { contains: "x" },
      ),
      tie("matcher").map((inner): Data => ({ not: inner })),
      tie("matcher").map((inner): Data => ({ any: inner })),
      tie("matcher").map((inner): Data => ({ every: inner })),
      tie("matcher").map((inner): Data => ({ none: inner })),
      fc.array(tie("matcher"), { minLength: 1, maxLength: 2 }).map((inner): Data => ({ or: inner })),
      fc.array(tie("matcher"), { minLength: 1, maxLength: 2 }).map((inner): Data => ({ all: inner })),
    ),
  })).matcher;
  const condition = fc.letrec<{ condition: DataMap }>((tie) => ({
    condition: fc.oneof(
      { maxDepth: 3 },
      fc.tuple(fc.constantFrom("a", "b"), matcher).map(([name, inner]): DataMap => ({ [name]: inner })),
      tie("condition").map((inner): DataMap => ({ not: inner })),
      fc.array(tie("condition"), { maxLength: 3 }).map((inner): DataMap => ({ all: inner })),
      fc.array(tie("condition"), { maxLength: 3 }).map((inner): DataMap => ({ any: inner })),
    ),
  })).condition;

  test("may turn out any way: a definite answer is the answer for every value", () => {
    fc.assert(
      fc.property(condition, value, value, (asked, a, b) => {
        const answer = truth(asked, { a: unknown(), b });
        if (answer !== "unknown") expect(truth(asked, { a, b })).toBe(answer);
        const open: Reading = { ...readData([b], range), rest: { reason: "no-value" } } as Reading;
        const withOpen = truth(asked, { a: open, b });
        if (withOpen !== "unknown") expect(truth(asked, { a: [b, a], b })).toBe(withOpen);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("each", () => {
  const ingress = (port: Made, cidr: Made): Made => ({
    from_port: port,
    to_port: port,
    protocol: "tcp",
    cidr_blocks: [cidr] as Data,
  });
  const deny = { all: [{ ports: { covers: 22 } }, { cidr_blocks: { any: { cidr: "public" } } }] };

  test("gives a verdict for each element that fails, and a pass only where all pass", () => {
    const things = [
      node("thing.a", { ingress: blocks(ingress(22, "0.0.0.0/0"), ingress(22, "10.0.0.0/8"), ingress(22, "::/0")) }),
      node("thing.b", { ingress: blocks(ingress(443, "0.0.0.0/0")) }),
      node("thing.c", {}),
    ];
    const { verdicts, passes } = judge({ each: "ingress", deny }, things);
    expect(verdicts.map(({ node: { address }, status, outcome }) => [address, status, outcome.leaf.path])).toEqual([
      ["thing.a", "fail", "ingress.cidr_blocks"],
      ["thing.a", "fail", "ingress.cidr_blocks"],
    ]);
    expect(passes).toEqual(["thing.b", "thing.c"]);
  });

  test("elements that are not known are one unknown", () => {
    const list: Reading = {
      kind: "list",
      items: [],
      rest: { reason: "no-value" },
      isBlocks: true,
      range,
      isSensitive: false,
    };
    const { verdicts, passes } = judge({ each: "ingress", deny }, [node("thing.a", { ingress: list })]);
    expect(verdicts.map(({ status, cause }) => [status, cause?.reason])).toEqual([["unknown", "no-value"]]);
    expect(passes).toEqual([]);
  });

  test("elements that are not known are left out where a certain one fails, and located where they are written", () => {
    const place = { file, start: 9, end: 10 };
    const list = (cidr: string): Reading => ({
      kind: "list",
      items: [read({ from_port: 22, to_port: 22, protocol: "tcp", cidr_blocks: [cidr] })],
      rest: { reason: "no-value", range: place },
      isBlocks: true,
      range,
      isSensitive: false,
    });
    const failing = judge({ each: "ingress", deny }, [node("thing.a", { ingress: list("0.0.0.0/0") })]);
    expect(failing.verdicts.map(({ status }) => status)).toEqual(["fail"]);
    const open = judge({ each: "ingress", deny }, [node("thing.a", { ingress: list("10.0.0.0/8") })]);
    expect(open.verdicts.map(({ status, outcome }) => [status, outcome.reading?.range])).toEqual([["unknown", place]]);
  });

  test("$. starts at the node, and where leaves elements out", () => {
    const things = [node("thing.a", { mode: "x", ingress: blocks({ kind: "in", a: 1 }, { kind: "out", a: 1 }) })];
    const each = { path: "ingress", where: { kind: "in" } };
    expect(judge({ each, deny: { a: 1, "$.mode": "x" } }, things).verdicts).toHaveLength(1);
  });
});

describe("certainty", () => {
  test("a failure of a node that may not exist is unknown, a pass is a pass", () => {
    const uncertain = { reason: "unknown-count" as const };
    const things = [node("thing.a", { a: 1 }, { uncertain }), node("thing.b", { a: 2 }, { uncertain })];
    const { verdicts, passes } = judge({ deny: { a: 1 } }, things);
    expect(verdicts.map(({ status, cause }) => [status, cause?.reason])).toEqual([["unknown", "unknown-count"]]);
    expect(passes).toEqual(["thing.b"]);
  });

  test("when it is unknown whether the policy applies, so is a failure", () => {
    const things = [node("thing.a", { a: 1, b: unknown() }), node("thing.b", { a: 2, b: unknown() })];
    const { verdicts, passes } = judge({ when: { b: 1 }, deny: { a: 1 } }, things);
    expect(verdicts.map(({ node: { address }, status }) => [address, status])).toEqual([["thing.a", "unknown"]]);
    expect(passes).toEqual(["thing.b"]);
  });
});

describe("ports", () => {
  const cases: readonly [DataMap, Made, string][] = [
    [{ covers: 22 }, { from_port: 0, to_port: 1024, protocol: "tcp" }, "true"],
    [{ covers: 22 }, { from_port: 23, to_port: 1024, protocol: "tcp" }, "false"],
    [{ covers: 22 }, { from_port: 0, to_port: 0, protocol: "-1" }, "true"],
    [{ covers: 22 }, { from_port: 0, to_port: 0, protocol: "tcp" }, "false"],
    [{ covers: 22 }, { from_port: 8, to_port: 40, protocol: "icmp" }, "false"],
    [{ covers: 22 }, { from_port: "22", protocol: "6" }, "true"],
    [{ covers: 22 }, { from_port: unknown(), to_port: 80, protocol: "tcp" }, "unknown"],
    [{ covers: 22 }, { from_port: unknown(), to_port: 21, protocol: "tcp" }, "false"],
    [{ covers: 22 }, { from_port: 80, to_port: 80, protocol: unknown() }, "unknown"],
    [{ covers: 22 }, { ip_protocol: "all" }, "true"],
    [{ covers: [22, 3389] }, { from_port: 3389, to_port: 3389, protocol: "tcp" }, "true"],
    [{ covers: "all" }, { from_port: 0, to_port: 65535, protocol: "udp" }, "true"],
    [{ covers: "all" }, { from_port: 0, to_port: 1024, protocol: "udp" }, "false"],
    [{ covers: 22 }, { protocol: "tcp", ports: ["20-25", "80"] }, "true"],
    [{ covers: 22 }, { protocol: "tcp" }, "true"],
    [{ covers: 22 }, { protocol: "Tcp", destination_port_range: "*" }, "true"],
    [{ covers: 22 }, { protocol: "Tcp", destination_port_ranges: ["80", "443"] }, "false"],
    [{ within: [80, 443] }, { from_port: 443, to_port: 443, protocol: "tcp" }, "true"],
    [{ within: [80, 443] }, { from_port: 80, to_port: 443, protocol: "tcp" }, "false"],
    [{ within: [80, 443] }, { from_port: 0, to_port: 0, protocol: "-1" }, "false"],
    [{ within: [80, 443] }, { port: "metrics", protocol: "TCP" }, "false"],
  ];
  test.each(cases)("%j of %j is %s", (ports, attributes, expected) => {
    expect(truth({ ports }, attributes)).toBe(expected);
  });
});

describe("policy documents", () => {
  const document = (statement: Data): string => JSON.stringify({ Version: "2012-10-17", Statement: statement });
  const star = { actions: { any: "*" }, resources: { any: "*" } };
  const cases: readonly [DataMap, Made, string][] = [
    [{ allows: star }, document([{ Effect: "Allow", Action: "*", Resource: "*" }]), "true"],
    [{ allows: star }, document({ Effect: "Allow", Action: ["s3:Get*", "*"], Resource: ["*"] }), "true"],
    [{ allows: star }, document([{ Effect: "Deny", Action: "*", Resource: "*" }]), "false"],
    [
      { allows: star },
      document([
        { Effect: "Allow", Action: "*", Resource: "arn:x" },
        { Effect: "Allow", Action: "s3:*", Resource: "*" },
      ]),
      "false",
    ],
    [{ allows: star }, "not json", "unknown"],
    [
      { allows: { actions: { covers: "iam:PassRole" } } },
      document([{ Effect: "Allow", Action: "iam:Pass*", Resource: "*" }]),
      "true",
    ],
    [
      { allows: { actions: { covers: "iam:PassRole" } } },
      document([{ Effect: "Allow", Action: "IAM:passrole", Resource: "*" }]),
      "true",
    ],
    [
      { allows: { actions: { covers: "iam:PassRole" } } },
      document([{ Effect: "Allow", NotAction: "s3:*", Resource: "*" }]),
      "true",
    ],
    [
      { allows: { actions: { covers: "iam:PassRole" } } },
      document([{ Effect: "Allow", NotAction: ["iam:*"], Resource: "*" }]),
      "false",
    ],
    [
      { allows: { actions: { covers: "all" }, resources: { covers: "all" } } },
      document([{ Effect: "Allow", Action: "*", Resource: "*" }]),
      "true",
    ],
    [{ allows: { actions: { covers: "all" } } }, document([{ Effect: "Allow", NotAction: "s3:*" }]), "false"],
    [{ allows: { principals: "public" } }, document([{ Effect: "Allow", Principal: { AWS: "*" } }]), "true"],
    [{ allows: { principals: "public" } }, document([{ Effect: "Allow", NotPrincipal: { AWS: "arn:x" } }]), "true"],
    [
      { allows: { principals: "public" } },
      document([{ Effect: "Allow", Principal: "*", Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } }]),
      "false",
    ],
    [
      { allows: { principals: "public" } },
      document([{ Effect: "Allow", Principal: "*", Condition: { Bool: { "aws:PrincipalIsAWSService": "true" } } }]),
      "false",
    ],
    [
      { allows: { principals: "public" } },
      document([{ Effect: "Allow", Principal: "*", Condition: { Bool: { "aws:PrincipalIsAWSService": "false" } } }]),
      "true",
    ],
    [
      { allows: { principals: "public" } },
      document([{ Effect: "Allow", Principal: "*", Condition: { StringNotEquals: { "aws:PrincipalOrgID": "o-1" } } }]),
      "true",
    ],
    [
      { allows: { principals: "public" } },
      document([{ Effect: "Allow", Principal: "*", Condition: { IpAddress: { "aws:SourceIp": ["0.0.0.0/0"] } } }]),
      "true",
    ],
    [
      { allows: { principals: { any: "*" }, conditions: { present: false } } },
      document([{ Effect: "Allow", Principal: { AWS: ["*"] }, Action: "s3:*" }]),
      "true",
    ],
    [
      { allows: { principals: { any: "*" }, conditions: { present: false } } },
      document([{ Effect: "Allow", Principal: "*", Condition: { Bool: { "aws:SecureTransport": "true" } } }]),
      "false",
    ],
    [
      { denies: { conditions: { any: { where: { key: "aws:securetransport", values: { any: "false" } } } } } },
      document([{ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } }]),
      "true",
    ],
  ];
  test.each(cases)("%j of %s is %s", (policyDocument, text, expected) => {
    expect(truth({ a: { policyDocument } }, { a: text })).toBe(expected);
  });

  test("what is known of a structure decides, though the text is not known", () => {
    const text: Reading = {
      kind: "unknown",
      reason: "known-after-apply",
      range,
      isSensitive: false,
      decoded: () => read({ Statement: { Effect: "Allow", Action: "*", Resource: unknown("known-after-apply") } }),
    };
    expect(truth({ a: { policyDocument: { allows: { actions: { any: "*" } } } } }, { a: text })).toBe("true");
    expect(truth({ a: { policyDocument: { allows: star } } }, { a: text })).toBe("unknown");
  });
});

describe("linked", () => {
  const blocked = { linked: { from: "block", by: "bucket", where: { on: true } } };
  const statuses = (nodes: readonly GraphNode[]): Record<string, string> => {
    const { verdicts, passes } = judge({ require: blocked }, nodes);
    return Object.fromEntries([
      ...passes.map((address) => [address, "pass"]),
      ...verdicts.map((verdict) => [verdict.node.address, verdict.status]),
    ]) as Record<string, string>;
  };

  test("follows references to exact instances", () => {
    const nodes = [
      node('thing.a["x"]', {}),
      node('thing.a["y"]', {}),
      node('block.a["x"]', { bucket: refer('thing.a["x"]'), on: true }),
    ];
    expect(statuses(nodes)).toEqual({ 'thing.a["x"]': "pass", 'thing.a["y"]': "fail" });
  });

  test("joins by an equal name, not across domains", () => {
    const block = node("block.a", { bucket: "logs", on: true });
    expect(statuses([node("thing.a", { name: "logs" }), block])).toEqual({ "thing.a": "pass" });
    expect(statuses([node("thing.a", { name: "logs" }, { domain: "other" }), block])).toEqual({ "thing.a": "fail" });
  });

  test("is unknown where a candidate's value is unknown and what it does would suffice", () => {
    expect(statuses([node("thing.a", {}), node("block.a", { bucket: unknown(), on: true })])).toEqual({
      "thing.a": "unknown",
    });
    expect(statuses([node("thing.a", {}), node("block.a", { bucket: unknown(), on: false })])).toEqual({
      "thing.a": "fail",
    });
  });

  test("is not unknown where the value is another node's", () => {
    const nodes = [node("thing.a", {}), node("thing.b", {}), node("block.a", { bucket: refer("thing.b"), on: true })];
    expect(statuses(nodes)).toEqual({ "thing.a": "fail", "thing.b": "pass" });
  });

  test("leads on through attributes that pass a value along", () => {
    const nodes = [
      node("thing.a", {}),
      node("rule.r", { target: refer("thing.a") }),
      node("block.a", { bucket: refer("rule.r", "target"), on: true }),
    ];
    expect(statuses(nodes)).toEqual({ "thing.a": "pass" });
  });

  test("does not take a text that is made from a name for that name", () => {
    const derived: Reading = {
      ...readData("main-logs", range),
      references: () => [{ address: "thing.a", attribute: "name" }],
    };
    const nodes = [node("thing.a", { name: "main" }), node("block.a", { bucket: derived, on: true })];
    expect(statuses(nodes)).toEqual({ "thing.a": "fail" });
  });

  test("names the candidate that does not suffice", () => {
    const nodes = [node("thing.a", {}), node("block.a", { bucket: refer("thing.a"), on: false })];
    const { verdicts } = judge({ require: blocked }, nodes);
    expect(verdicts[0]?.outcome.related.map((related) => related.node.address)).toEqual(["block.a"]);
  });

  test("follows what the node itself refers to", () => {
    const nodes = [node("thing.a", { role: refer("role.r") }), node("role.r", { admin: true })];
    const { verdicts } = judge({ deny: { linked: { to: "role", by: "role", where: { admin: true } } } }, nodes);
    expect(verdicts.map(({ status, outcome }) => [status, outcome.leaf.path])).toEqual([["fail", "role"]]);
  });
});

describe("parameters", () => {
  const parameters = { required: { type: "list" as const, default: ["Owner"], description: "d" } };
  const tagged = policy({ parameters, require: { tags: { keys: { contains: { parameter: "required" } } } } });
  const passes = (given: Readonly<Record<string, Data>>): number => {
    let count = 0;
    const compiled = compilePolicy(tagged, { parameters: given });
    const sink = { onVerdict: () => undefined, onPass: () => (count += 1) };
    evaluatePolicies(
      new Graph({ nodes: [node("thing.a", { tags: { Owner: "me" } })] }),
      [compiled],
      sink,
      () => undefined,
    );
    return count;
  };

  test("have defaults that a configuration may override", () => {
    expect(passes({})).toBe(1);
    expect(passes({ required: ["Owner", "Cost"] })).toBe(0);
    expect(() => passes({ required: 1 })).toThrow("required");
    expect(() => passes({ other: [] })).toThrow("other");
  });
});
