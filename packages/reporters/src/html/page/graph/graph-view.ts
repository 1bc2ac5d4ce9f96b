import { counted, el, number, replace, type Child } from "../dom.js";
import { gravityLabel, severityLabel } from "../labels.js";
import type { Model } from "../model.js";
import { mostHops, type PageState } from "../state.js";
import type { Store } from "../store.js";
import { Drawing } from "./drawing.js";
import type { GraphModel, ModelNode, Neighbour } from "./graph-model.js";
import { neighbourhoodOf, type Neighbourhood } from "./neighbourhood.js";

const nodesDrawn = 40;
const mostThrough = 12;
const listedAtFirst = 14;
const found = 12;

/** What connects the resources: drawn for the neighbourhood of one of them, or of a path, and told in words beside it. */
export class GraphView {
  readonly element: HTMLElement;
  readonly #drawing: Drawing;
  readonly #panel = el("aside", { class: "panel", "aria-label": "About the resource" });
  readonly #stage = el("div", { class: "stage" });
  readonly #note = el("p", { class: "note", role: "status" });
  readonly #options = el("div", { class: "options" });
  readonly #finder: HTMLElement;
  #limit = nodesDrawn;
  #around = "";

  constructor(
    readonly store: Store,
    readonly model: Model,
    readonly graph: GraphModel,
  ) {
    this.#drawing = new Drawing(
      graph,
      ({ address }) => store.go({ selected: address }, "replace"),
      ({ root, address }) => store.go({ node: { root, address }, selected: undefined, path: undefined }),
    );
    this.#finder = this.#makeFinder();
    this.element = el(
      "section",
      { class: "graph", "aria-label": "Graph" },
      el("div", { class: "bar" }, this.#finder, this.#options),
      this.#stage,
    );
  }

  show(state: PageState): void {
    const entry = this.model.entry(state.path);
    const path = entry === undefined ? [] : this.graph.pathOf(entry.finding);
    const centre = state.node === undefined ? undefined : this.graph.nodeAt(state.node.address, state.node.root);
    const starts = path.length > 0 ? path : centre === undefined ? [] : [centre];
    const [first] = starts;
    const around = JSON.stringify([starts.map(({ index }) => index), state.hops, state.isStructureShown]);
    if (around !== this.#around) this.#limit = nodesDrawn;
    this.#around = around;
    this.#showOptions(state, path.length > 0, first !== undefined);
    if (first === undefined) {
      replace(
        this.#stage,
        state.node === undefined ? null : el("p", { class: "hint" }, "The report holds no resource of this address."),
        this.#entrance(),
      );
      return;
    }
    const neighbourhood = neighbourhoodOf(
      starts.map(({ index }) => index),
      this.graph.edges,
      this.graph.adjacency,
      {
        hops: path.length > 0 ? Math.min(1, state.hops) : state.hops,
        hub: mostThrough,
        most: this.#limit,
        isWanted: (edge) => state.isStructureShown || !this.graph.isStructure(edge),
        weightOf: this.graph.weightOf,
      },
    );
    const selected =
      (state.selected === undefined ? undefined : this.graph.nodeAt(state.selected, first.root)) ?? first;
    if (!this.#stage.contains(this.#panel))
      replace(this.#stage, el("div", { class: "picture" }, this.#drawing.element, this.#note), this.#panel);
    // First what takes room beside the drawing, which is then fitted into what is left.
    this.#showNote(neighbourhood);
    this.#drawing.show({
      neighbourhood,
      centre: centre?.index,
      selected: selected.index,
      path: path.map(({ index }) => index),
    });
    this.#showPanel(selected, path, centre);
  }

  #showNote({ nodes, left, hubs }: Neighbourhood): void {
    const more = el("button", { type: "button", class: "link" }, "Draw more");
    more.addEventListener("click", () => {
      this.#limit += nodesDrawn;
      this.show(this.store.state);
    });
    const names = hubs.slice(0, 3).map((index) => this.graph.nodes[index]?.address ?? "");
    const others = hubs.length > 3 ? ` and ${counted(hubs.length - 3, "other")}` : "";
    replace(
      this.#note,
      `${counted(nodes.length, "resource")} of ${number(this.graph.graph.nodeCount)}.`,
      hubs.length === 0
        ? null
        : ` Not followed through ${names.join(", ")}${others}, which too much is connected with.`,
      left === 0 ? null : ` ${number(left)} as near are left out, with the fewest findings. `,
      left === 0 ? null : more,
    );
  }

  #showOptions(state: PageState, isPath: boolean, isDrawn: boolean): void {
    const hops = el(
      "select",
      { id: "hops", "aria-label": "How far" },
      Array.from({ length: mostHops }, (_hop, at) =>
        el("option", { value: at + 1, selected: at + 1 === state.hops }, counted(at + 1, "connection")),
      ),
    );
    hops.addEventListener("change", () => this.store.go({ hops: Number(hops.value) }));
    const structure = el("input", { type: "checkbox", id: "structure", checked: state.isStructureShown });
    structure.addEventListener("change", () => this.store.go({ isStructureShown: structure.checked }));
    const focused = this.#options.contains(document.activeElement) ? document.activeElement?.id : undefined;
    replace(
      this.#options,
      isDrawn
        ? el(
            "a",
            { href: this.store.href({ node: undefined, path: undefined, selected: undefined }) },
            "Choose another",
          )
        : null,
      isDrawn && !isPath ? hops : null,
      isDrawn ? el("label", {}, structure, " Modules and providers") : null,
    );
    if (focused !== undefined && focused !== "") document.getElementById(focused)?.focus();
  }

  #makeFinder(): HTMLElement {
    const input = el("input", {
      type: "search",
      placeholder: "Find a resource",
      "aria-label": "Find a resource by its address",
      autocomplete: "off",
      spellcheck: "false",
    });
    const list = el("ul", { class: "plain", "aria-label": "Resources found" });
    const box = el("div", { class: "finder" }, input, list);
    const clear = (): void => {
      replace(list);
    };
    input.addEventListener("input", () => {
      const words = input.value
        .toLowerCase()
        .split(/\s+/)
        .filter((word) => word !== "");
      if (words.length === 0) {
        clear();
        return;
      }
      const hits = this.graph.nodes.filter(({ address }) =>
        words.every((word) => address.toLowerCase().includes(word)),
      );
      const ranked = hits.sort((one, other) => this.graph.weightOf(other.index) - this.graph.weightOf(one.index));
      replace(
        list,
        ranked.slice(0, found).map((node) => el("li", {}, this.#nodeLink(node))),
        ranked.length === 0 ? el("li", { class: "quiet" }, "No address has this in it.") : null,
        ranked.length > found ? el("li", { class: "quiet" }, `${number(ranked.length - found)} more`) : null,
      );
    });
    list.addEventListener("click", () => {
      input.value = "";
      setTimeout(clear);
    });
    input.addEventListener("keydown", (event) => {
      const [first] = list.querySelectorAll("a");
      if (event.key === "ArrowDown") first?.focus();
      else if (event.key === "Enter") first?.click();
    });
    return box;
  }

  /** `here` is the root that goes without saying. */
  #nodeLink(node: ModelNode, here = "."): HTMLElement {
    const { root, address, failing } = node;
    const [worst] = failing;
    const href = this.store.href({ node: { root, address }, selected: undefined, path: undefined });
    return el(
      "a",
      { href, class: "node-link" },
      el("code", {}, address),
      root === here ? null : el("span", { class: "quiet" }, ` in ${root}`),
      worst === undefined
        ? null
        : el("span", { class: `tally ${worst.finding.severity}` }, ` ${String(failing.length)}`),
    );
  }

  /** Where to begin: nothing is drawn before one says around what. */
  #entrance(): HTMLElement {
    const paths = this.model.entries.filter(
      ({ finding }) => finding.status === "fail" && (finding.path?.length ?? 0) > 0,
    );
    const worst = this.graph.nodes
      .filter(({ failing }) => failing.length > 0)
      .sort((one, other) => this.graph.weightOf(other.index) - this.graph.weightOf(one.index));
    const { nodeCount, edgeCount, nodes, edges } = this.graph.graph;
    const isCut = nodes.length < nodeCount;
    return el(
      "div",
      { class: "entrance" },
      el("h1", {}, "Graph"),
      el(
        "p",
        {},
        `${counted(nodeCount, "resource")} with ${counted(edgeCount, "connection")}. Choose one to draw what lies around it.`,
        isCut
          ? ` The page holds ${number(nodes.length)} of them: those with findings, and what is nearest to them.`
          : null,
        edges.length < edgeCount
          ? ` The page holds ${number(edges.length)} of the connections: of a resource with very many, the first.`
          : null,
      ),
      el(
        "div",
        { class: "columns" },
        paths.length === 0
          ? null
          : el(
              "section",
              {},
              el("h2", {}, "Paths"),
              el(
                "ul",
                { class: "plain" },
                paths
                  .slice(0, listedAtFirst)
                  .map((entry) =>
                    el(
                      "li",
                      {},
                      gravityLabel(entry),
                      " ",
                      el(
                        "a",
                        { href: this.store.href({ path: entry.finding.id, node: undefined, selected: undefined }) },
                        entry.policy.title,
                      ),
                      el("code", { class: "quiet block" }, (entry.finding.path ?? []).join(" → ")),
                    ),
                  ),
              ),
            ),
        worst.length === 0
          ? null
          : el(
              "section",
              {},
              el("h2", {}, "Resources with the gravest findings"),
              el(
                "ul",
                { class: "plain" },
                worst.slice(0, listedAtFirst).map((node) => el("li", {}, this.#nodeLink(node))),
              ),
            ),
      ),
    );
  }

  #showPanel(node: ModelNode, path: readonly ModelNode[], centre: ModelNode | undefined): void {
    const { root, address, type, file, line, failing, change } = node;
    const focusHref = this.store.href({ node: { root, address }, selected: undefined, path: undefined });
    replace(
      this.#panel,
      el("p", { class: "kicker" }, el("code", {}, type), change === "" ? null : el("span", { class: "badge" }, change)),
      el("h2", {}, address),
      el("p", { class: "place" }, el("code", {}, `${file}:${String(line)}`), root === "." ? null : ` in root ${root}`),
      node === centre ? null : el("p", {}, el("a", { href: focusHref }, "Draw what lies around it")),
      path.length === 0 ? null : this.#pathSection(path, node),
      el("h3", { class: "label" }, "Findings"),
      failing.length === 0
        ? el("p", { class: "quiet" }, "Nothing fails here.")
        : el(
            "ul",
            { class: "plain" },
            failing.map((entry) =>
              el(
                "li",
                {},
                severityLabel(entry.finding.severity),
                " ",
                el("a", { href: this.store.href({ view: "findings", finding: entry.finding.id }) }, entry.policy.title),
              ),
            ),
          ),
      this.#neighbourSection("Leads to", this.graph.neighboursOf(node.index, "outgoing")),
      this.#neighbourSection("Led to by", this.graph.neighboursOf(node.index, "incoming")),
    );
    this.#panel.scrollTop = 0;
  }

  #pathSection(path: readonly ModelNode[], current: ModelNode): HTMLElement {
    return el(
      "section",
      {},
      el("h3", { class: "label" }, "Path"),
      el(
        "ol",
        { class: "path" },
        path.map((node) => {
          const href = this.store.href({ selected: node.address });
          return el(
            "li",
            {},
            el("a", { href, "aria-current": node === current ? "true" : undefined }, el("code", {}, node.address)),
          );
        }),
      ),
    );
  }

  #neighbourSection(title: string, neighbours: readonly Neighbour[]): Child {
    if (neighbours.length === 0) return null;
    const byNode = new Map<ModelNode, string[]>();
    for (const { node, kind, attribute } of neighbours) {
      byNode.set(node, [...(byNode.get(node) ?? []), attribute === "" ? kind : attribute]);
    }
    const item = ([node, ways]: readonly [ModelNode, readonly string[]]): HTMLElement =>
      el(
        "li",
        {},
        this.#nodeLink(node, node.root),
        el("span", { class: "quiet block" }, [...new Set(ways)].join(", ")),
      );
    const all = [...byNode];
    const list = el("ul", { class: "plain" }, all.slice(0, listedAtFirst).map(item));
    const rest = all.slice(listedAtFirst);
    const more = el("button", { type: "button", class: "link" }, `Show ${number(rest.length)} more`);
    more.addEventListener("click", () => {
      list.append(...rest.map(item));
      more.remove();
    });
    return el(
      "section",
      {},
      el("h3", { class: "label" }, `${title} (${number(all.length)})`),
      list,
      rest.length > 0 ? more : null,
    );
  }
}
