import fc from "fast-check";
import { expect, test } from "vitest";
import { Graph, type GraphNode } from "../graph/graph.js";
import type { Links } from "../graph/join.js";
import type { ObjectReading } from "../graph/reading.js";
import { SourceFile } from "../source/source-file.js";
import type { Scope } from "./outcome.js";
import { PathSearch, type Hop, type Reached } from "./path-search.js";

const range = { file: new SourceFile("main.tf", "x"), start: 0, end: 1 };
const reading: ObjectReading = {
  kind: "object",
  keys: () => [],
  get: () => ({ kind: "absent", range, isSensitive: false }),
  range,
  isSensitive: false,
};

function node(index: number, isEnd: boolean): GraphNode {
  const type = isEnd ? "end" : "thing";
  const address = `${type}.n${String(index)}`;
  return { address, blockAddress: address, type, kind: "resource", domain: ".", range, reading };
}

type Certainty = "certain" | "possible";

/** A connection that a hop can be gone over. */
interface Connection {
  readonly hop: number;
  readonly from: number;
  readonly to: number;
  readonly certainty: Certainty;
}

interface Made {
  readonly ends: readonly boolean[];
  readonly hops: readonly { readonly isRepeated: boolean; readonly isOptional: boolean }[];
  readonly connections: readonly Connection[];
}

const nodeCount = 6;
const made: fc.Arbitrary<Made> = fc.integer({ min: 1, max: 3 }).chain((hopCount) =>
  fc.record({
    ends: fc.array(fc.boolean(), { minLength: nodeCount, maxLength: nodeCount }),
    hops: fc.array(fc.record({ isRepeated: fc.boolean(), isOptional: fc.boolean() }), {
      minLength: hopCount,
      maxLength: hopCount,
    }),
    connections: fc.array(
      fc.record({
        hop: fc.nat(hopCount - 1),
        from: fc.nat(nodeCount - 1),
        to: fc.nat(nodeCount - 1),
        certainty: fc.constantFrom<Certainty>("certain", "possible"),
      }),
      { maxLength: 14 },
    ),
  }),
);

/** The states that can be reached, and an end among them, by doing nothing clever. */
function reaches({ ends, hops, connections }: Made, start: number, allowed: readonly Certainty[]): boolean {
  const seen = new Set<string>();
  const pending: (readonly [at: number, level: number])[] = [[start, 0]];
  for (let state = pending.pop(); state !== undefined; state = pending.pop()) {
    const [at, level] = state;
    if (seen.has(state.join())) continue;
    seen.add(state.join());
    if (level === hops.length && ends[at] === true) return true;
    if (hops[level]?.isOptional === true) pending.push([at, level + 1]);
    for (const { hop, from, to, certainty } of connections) {
      if (from !== at || from === to || !allowed.includes(certainty)) continue;
      if (hop === level) pending.push([to, level + 1]);
      if (hop === level - 1 && hops[hop]?.isRepeated === true) pending.push([to, level]);
    }
  }
  return false;
}

function search({ ends, hops, connections }: Made): (start: number) => Reached {
  const nodes = ends.map((isEnd, index) => node(index, isEnd));
  const graph = new Graph({ nodes });
  const linksOf = (source: GraphNode, hop: number): Links => {
    const from = nodes.indexOf(source);
    const others = (wanted: Certainty) =>
      connections.flatMap(({ hop: own, from: origin, to, certainty }) => {
        const other = nodes[to];
        const isMeant = own === hop && origin === from && to !== from && certainty === wanted;
        return isMeant && other !== undefined ? [{ node: other, name: other.type, reading: undefined }] : [];
      });
    return {
      linked: others("certain"),
      undecided: others("possible").map((other) => ({ other, reading: undefined, reason: "no-value" as const })),
    };
  };
  const way = {
    hops: hops.map((hop, index): Hop => ({
      ...hop,
      isIncoming: false,
      where: undefined,
      follow: (source) => linksOf(source, index),
    })),
    endTypes: ["end"],
    where: undefined,
  };
  const paths = new PathSearch(way, graph);
  return (start) => {
    const source = nodes[start];
    if (source === undefined) throw new Error(`there is no node ${String(start)}`);
    const scope: Scope = { graph, node: source, root: source.reading, reportMistake: () => undefined };
    return paths.from(scope);
  };
}

test("finds an end exactly where one can be reached, whatever earlier searches have found out", () => {
  fc.assert(
    fc.property(made, fc.array(fc.nat(nodeCount - 1), { minLength: 1, maxLength: 10 }), (input, starts) => {
      const from = search(input);
      for (const start of starts) {
        const expected = reaches(input, start, ["certain"])
          ? true
          : reaches(input, start, ["certain", "possible"])
            ? undefined
            : false;
        expect(from(start).truth).toBe(expected);
      }
    }),
    { numRuns: 2000 },
  );
});

test("tells a way whose steps follow on each other and lead to the end", () => {
  fc.assert(
    fc.property(made, fc.array(fc.nat(nodeCount - 1), { minLength: 1, maxLength: 10 }), (input, starts) => {
      const from = search(input);
      for (const start of starts) {
        const reached = from(start);
        if (reached.truth !== true) continue;
        const ways = [...reached.steps.map((step) => step.from), reached.end];
        expect(ways.slice(1)).toEqual(reached.steps.map((step) => step.to));
        expect(ways[0]?.address.endsWith(`n${String(start)}`)).toBe(true);
        expect(reached.end.type).toBe("end");
      }
    }),
  );
});

test("goes long ways from everywhere in time proportional to their length", () => {
  const length = 20_000;
  const nodes = Array.from({ length }, (_, index) => node(index, index === length - 1));
  const indices = new Map(nodes.map((each, index) => [each, index]));
  const graph = new Graph({ nodes });
  let followed = 0;
  const hop: Hop = {
    isIncoming: false,
    where: undefined,
    isRepeated: true,
    isOptional: false,
    follow: (source) => {
      followed += 1;
      const other = nodes[(indices.get(source) ?? 0) + 1];
      return {
        linked: other === undefined ? [] : [{ node: other, name: other.type, reading: undefined }],
        undecided: [],
      };
    },
  };
  const dead = new PathSearch({ hops: [hop], endTypes: ["nowhere"], where: undefined }, graph);
  for (const source of nodes) {
    expect(dead.from({ graph, node: source, root: reading, reportMistake: () => undefined }).truth).toBe(false);
  }
  // Once as the beginning of a way, and once on the way.
  expect(followed).toBeLessThanOrEqual(2 * length + 2);
});
