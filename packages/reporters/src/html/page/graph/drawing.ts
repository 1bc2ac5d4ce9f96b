import { el, replace, svg } from "../dom.js";
import type { GraphModel, ModelNode } from "./graph-model.js";
import { layOut, type Placed } from "./layered-layout.js";
import type { Neighbourhood } from "./neighbourhood.js";
import { Viewport } from "./viewport.js";

const box = { width: 200, height: 46 } as const;
const spacing = { layer: 290, node: 64 } as const;
const longestType = 28;
const longestName = 24;

/** What is drawn, and what of it stands out. */
export interface Scene {
  readonly neighbourhood: Neighbourhood;
  /** The node that it is drawn around. */
  readonly centre: number | undefined;
  readonly selected: number | undefined;
  /** The nodes along a path, in order. */
  readonly path: readonly number[];
}

/** A neighbourhood as a drawing that can be moved, zoomed, and walked through by keys. */
export class Drawing {
  readonly element: HTMLElement;
  readonly #svg = svg("svg", { class: "canvas", role: "group", "aria-label": "Resources and what connects them" });
  readonly #content = svg("g");
  readonly #viewport: Viewport;
  #placed: ReadonlyMap<number, Placed> = new Map();
  #drawn = "";

  constructor(
    readonly model: GraphModel,
    readonly onSelect: (node: ModelNode) => void,
    readonly onCentre: (node: ModelNode) => void,
  ) {
    const arrow = svg("path", { d: "M0,0 L8,4 L0,8 z" });
    const marker = (id: string): SVGMarkerElement =>
      svg(
        "marker",
        {
          id,
          viewBox: "0 0 8 8",
          refX: 8,
          refY: 4,
          markerWidth: 9,
          markerHeight: 9,
          markerUnits: "userSpaceOnUse",
          orient: "auto",
        },
        arrow.cloneNode(),
      );
    this.#svg.append(svg("defs", {}, marker("arrow"), marker("arrow-strong")), this.#content);
    this.#viewport = new Viewport(this.#svg, this.#content);
    const button = (label: string, text: string, click: () => void): HTMLElement =>
      el("button", { type: "button", "aria-label": label, title: label, click }, text);
    this.element = el(
      "div",
      { class: "drawing" },
      el(
        "div",
        { class: "zoom", role: "group", "aria-label": "Zoom" },
        button("Zoom in", "+", () => this.#viewport.zoom(1.25)),
        button("Zoom out", "−", () => this.#viewport.zoom(0.8)),
        button("Show all of it", "Fit", () => this.#viewport.fit()),
      ),
    );
    this.element.append(this.#svg);
    this.#svg.addEventListener("keydown", (event) => this.#onKey(event));
  }

  show(scene: Scene): void {
    const { neighbourhood, path } = scene;
    const drawn = JSON.stringify([neighbourhood.nodes, neighbourhood.edges, path]);
    const isOther = drawn !== this.#drawn;
    if (isOther) {
      this.#drawn = drawn;
      const ends = neighbourhood.edges.map((edge): readonly [number, number] => {
        const [from, to] = this.model.edges[edge] ?? [0, 0];
        return [from, to];
      });
      this.#placed = new Map(layOut(neighbourhood.nodes, ends, spacing).map((each) => [each.id, each]));
    }
    const focused = this.#svg.contains(document.activeElement)
      ? document.activeElement?.getAttribute("data-node")
      : null;
    replace(this.#content, this.#edges(scene), this.#nodes(scene));
    if (isOther) {
      this.#viewport.setContent([...this.#placed.values()], box);
      this.#viewport.fit(this.#placed.get(scene.centre ?? scene.selected ?? -1));
    }
    if (focused !== null && focused !== undefined) this.#focus(focused);
  }

  #focus(node: number | string): void {
    this.#content.querySelector<SVGElement>(`[data-node="${String(node)}"]`)?.focus();
  }

  #edges({ neighbourhood, selected, path }: Scene): SVGElement {
    const onPath = new Set(
      path.slice(1).flatMap((to, at) => [`${String(path[at])} ${String(to)}`, `${String(to)} ${String(path[at])}`]),
    );
    const pairs = new Map<string, string[]>();
    for (const edge of neighbourhood.edges) {
      const [from, to, kind, attribute] = this.model.edges[edge] ?? [0, 0, 0, 0];
      const name = this.model.graph.attributes[attribute] ?? "";
      const label = name === "" ? (this.model.graph.edgeKinds[kind] ?? "") : name;
      const key = `${String(from)} ${String(to)}`;
      pairs.set(key, [...(pairs.get(key) ?? []), label]);
    }
    const drawn = [...pairs].map(([key, labels]) => {
      const [from = -1, to = -1] = key.split(" ").map(Number);
      const isStrong = onPath.has(key);
      const isNear = !isStrong && (from === selected || to === selected);
      const d = this.#curve(from, to);
      const kind = isStrong ? "edge path" : isNear ? "edge near" : "edge";
      const end = isStrong || isNear ? "url(#arrow-strong)" : "url(#arrow)";
      return svg("path", { class: kind, d, "marker-end": end }, svg("title", {}, [...new Set(labels)].join(", ")));
    });
    return svg("g", { "aria-hidden": "true" }, drawn);
  }

  /** From the side of one box to the side of the other: to the right where the layers let it, else around. */
  #curve(from: number, to: number): string {
    const start = this.#placed.get(from);
    const end = this.#placed.get(to);
    if (start === undefined || end === undefined) return "";
    const isRight = end.x > start.x;
    const sideways = isRight ? 1 : -1;
    const isSame = end.x === start.x;
    const x1 = start.x + sideways * (box.width / 2);
    const x2 = isSame ? end.x - box.width / 2 : end.x - sideways * (box.width / 2);
    const bend = isSame ? -46 : ((x2 - x1) * 2) / 5;
    const [c1, c2] = isSame ? [x1 + bend, x2 + bend] : [x1 + bend, x2 - bend];
    const points = [
      [x1, start.y],
      [c1, start.y],
      [c2, end.y],
      [x2, end.y],
    ].map((point) => point.map((at) => at.toFixed(1)).join(","));
    return `M${points[0] ?? ""} C${points.slice(1).join(" ")}`;
  }

  #nodes({ neighbourhood, centre, selected, path }: Scene): SVGElement {
    const way = new Set(path);
    const first = selected ?? centre ?? neighbourhood.nodes[0];
    const drawn = neighbourhood.nodes.flatMap((index) => {
      const node = this.model.nodes[index];
      const at = this.#placed.get(index);
      if (node === undefined || at === undefined) return [];
      const classes = [
        "node",
        index === centre ? "centre" : "",
        index === selected ? "selected" : "",
        way.has(index) ? "path" : "",
      ];
      return [
        this.#node(node, at, {
          class: classes.filter((each) => each !== "").join(" "),
          tabindex: index === first ? 0 : -1,
        }),
      ];
    });
    return svg("g", {}, drawn);
  }

  #node(node: ModelNode, at: Placed, attributes: { readonly class: string; readonly tabindex: number }): SVGElement {
    const [worst] = node.failing;
    const severity = worst?.finding.severity;
    const count = node.failing.length;
    const findings = count === 0 ? "no failing finding" : `${String(count)} failing, ${severity ?? ""} at worst`;
    const left = -box.width / 2;
    const top = -box.height / 2;
    return svg(
      "g",
      {
        ...attributes,
        role: "button",
        "data-node": node.index,
        "aria-label": `${node.address}, ${node.type}, ${findings}`,
        "aria-pressed": attributes.class.includes("selected"),
        transform: `translate(${at.x.toFixed(1)},${at.y.toFixed(1)})`,
        click: () => this.onSelect(node),
        dblclick: () => this.onCentre(node),
      },
      svg("title", {}, node.address),
      svg("rect", { x: left, y: top, width: box.width, height: box.height, rx: 3 }),
      severity === undefined
        ? null
        : svg("rect", { class: `worst ${severity}`, x: left, y: top, width: 5, height: box.height }),
      svg("text", { class: "type", x: left + 13, y: -6 }, clipped(node.type, longestType)),
      svg(
        "text",
        { class: "name", x: left + 13, y: 12 },
        clipped(nameOf(node), count === 0 ? longestName : longestName - 3),
      ),
      count === 0
        ? null
        : svg("text", { class: `tally ${severity ?? ""}`, x: box.width / 2 - 8, y: 12 }, String(count)),
    );
  }

  #onKey(event: KeyboardEvent): void {
    const index = Number(document.activeElement?.getAttribute("data-node") ?? NaN);
    const node = this.model.nodes[index];
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "+" || event.key === "=") this.#viewport.zoom(1.25);
    else if (event.key === "-") this.#viewport.zoom(0.8);
    else if (event.key === "0") this.#viewport.fit();
    else if (node === undefined) return;
    else if (event.key === "Enter" || event.key === " ") this.onSelect(node);
    else if (event.key === "c") this.onCentre(node);
    else if (event.key.startsWith("Arrow")) this.#step(index, event.key);
    else return;
    event.preventDefault();
  }

  /** Goes to the nearest node on one side. */
  #step(index: number, key: string): void {
    const from = this.#placed.get(index);
    if (from === undefined) return;
    const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key] ?? [0, 0];
    let nearest: Placed | undefined;
    let least = Infinity;
    for (const at of this.#placed.values()) {
      const [x, y] = [at.x - from.x, at.y - from.y];
      const along = x * (dx ?? 0) + y * (dy ?? 0);
      const across = Math.abs(x * (dy ?? 0)) + Math.abs(y * (dx ?? 0));
      const cost = along + 2 * across;
      if (along > 1 && cost < least) [nearest, least] = [at, cost];
    }
    if (nearest === undefined) return;
    for (const each of this.#content.querySelectorAll("[data-node]")) each.setAttribute("tabindex", "-1");
    const target = this.#content.querySelector<SVGElement>(`[data-node="${String(nearest.id)}"]`);
    target?.setAttribute("tabindex", "0");
    this.#viewport.reveal(nearest, box);
    target?.focus({ preventScroll: true });
  }
}

/** The address without the type, which stands above it. */
function nameOf({ address, type }: ModelNode): string {
  const plain = address.replace(`${type}.`, "");
  const [, ...rest] = plain.split("/");
  return rest.length > 0 && type.includes("/") ? rest.join("/") : plain;
}

/** A text with its middle left out where it is too long: addresses differ at their ends. */
function clipped(text: string, most: number): string {
  const characters = Array.from(text);
  if (characters.length <= most) return text;
  const head = Math.floor((most - 1) / 3);
  return `${characters.slice(0, head).join("")}…${characters.slice(characters.length - (most - 1 - head)).join("")}`;
}
