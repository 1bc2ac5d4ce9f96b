/** Where a node is drawn: its layer and its middle, in units of the layout. */
export interface Placed {
  readonly id: number;
  readonly layer: number;
  readonly x: number;
  readonly y: number;
}

/** The room that nodes take. */
export interface Spacing {
  /** From one layer to the next. */
  readonly layer: number;
  /** From one node to the next in a layer. */
  readonly node: number;
}

type Edge = readonly [from: number, to: number];

const sweeps = 8;

/**
 * Lays out a small graph in layers from left to right, so that edges lead to the right as far as cycles let them: cycles are
 * opened, layers are given by the longest way, nodes of a layer are ordered by where their neighbours stand, and then moved
 * towards them. The same input gives the same drawing.
 */
export function layOut(ids: readonly number[], edges: readonly Edge[], spacing: Spacing): readonly Placed[] {
  const inside = new Set(ids);
  const proper = edges.filter(([from, to]) => from !== to && inside.has(from) && inside.has(to));
  const forward = withoutCycles(ids, proper);
  const layerOf = layersOf(ids, forward);
  const layers = orderLayers(ids, forward, layerOf);
  return place(layers, forward, spacing);
}

/** Turns edges around that would lead back to where a way came from. */
function withoutCycles(ids: readonly number[], edges: readonly Edge[]): readonly Edge[] {
  const next = grouped(edges);
  const state = new Map<number, "open" | "done">();
  const turned: Edge[] = [];
  for (const start of ids) {
    if (state.has(start)) continue;
    const stack = [{ node: start, at: 0 }];
    state.set(start, "open");
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const target = next.get(top.node)?.[top.at];
      if (target === undefined) {
        state.set(top.node, "done");
        stack.pop();
        continue;
      }
      top.at += 1;
      const known = state.get(target);
      turned.push(known === "open" ? [target, top.node] : [top.node, target]);
      if (known !== undefined) continue;
      state.set(target, "open");
      stack.push({ node: target, at: 0 });
    }
  }
  return turned;
}

function layersOf(ids: readonly number[], edges: readonly Edge[]): ReadonlyMap<number, number> {
  const next = grouped(edges);
  const pending = new Map(ids.map((id) => [id, 0]));
  for (const [, to] of edges) pending.set(to, (pending.get(to) ?? 0) + 1);
  const layers = new Map(ids.map((id) => [id, 0]));
  const ready = ids.filter((id) => pending.get(id) === 0);
  const order: number[] = [];
  for (let node = ready.shift(); node !== undefined; node = ready.shift()) {
    order.push(node);
    for (const to of next.get(node) ?? []) {
      layers.set(to, Math.max(layers.get(to) ?? 0, (layers.get(node) ?? 0) + 1));
      const rest = (pending.get(to) ?? 0) - 1;
      pending.set(to, rest);
      if (rest === 0) ready.push(to);
    }
  }
  // What nothing leads to stands right before the nearest that it leads to.
  const hasPrevious = new Set(edges.map(([, to]) => to));
  for (const node of order.reverse()) {
    const targets = next.get(node) ?? [];
    if (hasPrevious.has(node) || targets.length === 0) continue;
    layers.set(node, Math.min(...targets.map((to) => layers.get(to) ?? 0)) - 1);
  }
  return layers;
}

function orderLayers(
  ids: readonly number[],
  edges: readonly Edge[],
  layerOf: ReadonlyMap<number, number>,
): readonly (readonly number[])[] {
  const first = Math.min(...ids.map((id) => layerOf.get(id) ?? 0));
  const layers: number[][] = [];
  for (const id of ids) (layers[(layerOf.get(id) ?? 0) - first] ??= []).push(id);
  const neighbours = grouped([...edges, ...edges.map(([from, to]): Edge => [to, from])]);
  const positions = new Map<number, number>();
  const number = (layer: readonly number[]): void => {
    for (const [index, id] of layer.entries()) positions.set(id, index / Math.max(1, layer.length));
  };
  // A layer that nothing is in was never made.
  const ordered = Array.from(layers.keys(), (layer) => layers[layer] ?? []);
  ordered.forEach(number);
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    for (const layer of sweep % 2 === 0 ? ordered : [...ordered].reverse()) {
      const wish = new Map(layer.map((id) => [id, average(neighbours.get(id), positions) ?? positions.get(id) ?? 0]));
      layer.sort((one, other) => (wish.get(one) ?? 0) - (wish.get(other) ?? 0) || one - other);
      number(layer);
    }
  }
  return ordered;
}

function place(layers: readonly (readonly number[])[], edges: readonly Edge[], spacing: Spacing): readonly Placed[] {
  const neighbours = grouped([...edges, ...edges.map(([from, to]): Edge => [to, from])]);
  const ys = new Map<number, number>();
  for (const layer of layers) {
    for (const [index, id] of layer.entries()) ys.set(id, (index - (layer.length - 1) / 2) * spacing.node);
  }
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    for (const layer of sweep % 2 === 0 ? layers : [...layers].reverse()) {
      const wishes = layer.map((id) => average(neighbours.get(id), ys) ?? ys.get(id) ?? 0);
      for (const [index, y] of separated(wishes, spacing.node).entries()) ys.set(layer[index] ?? -1, y);
    }
  }
  return layers.flatMap((layer, index) =>
    layer.map((id) => ({ id, layer: index, x: index * spacing.layer, y: ys.get(id) ?? 0 })),
  );
}

/** The places nearest to the wishes that keep their order and a distance: groups that would overlap move together. */
function separated(wishes: readonly number[], distance: number): readonly number[] {
  const groups: { start: number; size: number; sum: number }[] = [];
  for (const [index, wish] of wishes.entries()) {
    let group = { start: index, size: 1, sum: wish - index * distance };
    for (
      let last = groups.at(-1);
      last !== undefined && last.sum / last.size > group.sum / group.size;
      last = groups.at(-1)
    ) {
      groups.pop();
      group = { start: last.start, size: last.size + group.size, sum: last.sum + group.sum };
    }
    groups.push(group);
  }
  return groups.flatMap(({ start, size, sum }) =>
    Array.from({ length: size }, (_item, offset) => sum / size + (start + offset) * distance),
  );
}

function grouped(edges: readonly Edge[]): ReadonlyMap<number, readonly number[]> {
  const groups = new Map<number, number[]>();
  for (const [from, to] of edges) {
    const group = groups.get(from);
    if (group === undefined) groups.set(from, [to]);
    else if (!group.includes(to)) group.push(to);
  }
  return groups;
}

function average(ids: readonly number[] | undefined, positions: ReadonlyMap<number, number>): number | undefined {
  if (ids === undefined || ids.length === 0) return undefined;
  return ids.reduce((sum, id) => sum + (positions.get(id) ?? 0), 0) / ids.length;
}
