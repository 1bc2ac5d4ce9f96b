import { el, number, replace } from "./dom.js";
import { countFacets, severities, type Entry } from "./filter.js";
import { facetTitles, moduleText } from "./labels.js";
import { facetNames, withToggled, type FacetName, type PageState } from "./state.js";
import type { Store } from "./store.js";

const shownAtFirst = 7;

/** What findings can be narrowed down by, with how many each choice would bring. */
export class FacetPanel {
  readonly element = el("div", { class: "facets" });
  readonly #expanded = new Set<FacetName>();

  constructor(
    readonly store: Store,
    readonly entries: readonly Entry[],
  ) {}

  show(state: PageState): void {
    const counts = countFacets(this.entries, state);
    const focused = this.element.contains(document.activeElement) ? document.activeElement?.id : undefined;
    replace(
      this.element,
      facetNames.map((name) => this.#facet(name, counts[name], state)),
    );
    if (focused !== undefined && focused !== "") document.getElementById(focused)?.focus();
  }

  #facet(name: FacetName, counts: ReadonlyMap<string, number>, state: PageState): HTMLElement | null {
    const chosen = state.facets[name] ?? [];
    const values = orderOf(name, counts, chosen).filter(
      (value) => name !== "control" || isOfFramework(value, state, chosen),
    );
    if (values.length === 0 || (values.length === 1 && chosen.length === 0 && name !== "severity")) return null;
    const isExpanded = this.#expanded.has(name);
    const shown = isExpanded ? values : values.filter((value, at) => at < shownAtFirst || chosen.includes(value));
    const left = values.length - shown.length;
    const more =
      left > 0 || isExpanded
        ? el(
            "button",
            {
              type: "button",
              class: "link",
              id: `more-${name}`,
              "aria-expanded": String(isExpanded),
              click: () => {
                if (isExpanded) this.#expanded.delete(name);
                else this.#expanded.add(name);
                this.show(this.store.state);
              },
            },
            isExpanded ? "Show fewer" : `Show ${number(left)} more`,
          )
        : null;
    return el(
      "fieldset",
      {},
      el("legend", {}, facetTitles[name]),
      shown.map((value, at) =>
        this.#choice(name, value, { at, count: counts.get(value) ?? 0, isChosen: chosen.includes(value) }),
      ),
      more,
    );
  }

  #choice(
    name: FacetName,
    value: string,
    { at, count, isChosen }: { readonly at: number; readonly count: number; readonly isChosen: boolean },
  ): HTMLElement {
    const box = el("input", { type: "checkbox", id: `facet-${name}-${String(at)}`, checked: isChosen });
    box.addEventListener("change", () => {
      const { facets } = withToggled(this.store.state, name, value);
      this.store.go({ facets, finding: undefined });
    });
    const text = name === "module" ? moduleText(value) : value;
    return el(
      "label",
      { title: text },
      box,
      hasTail(name)
        ? el("span", { class: "value tail" }, el("bdi", { dir: "ltr" }, text))
        : el("span", { class: name === "severity" ? `severity ${value}` : "value" }, text),
      el("span", { class: "count" }, number(count)),
    );
  }
}

/** Paths differ at their ends. */
function hasTail(name: FacetName): boolean {
  return name === "module" || name === "file";
}

/** Severities by weight, others by how many findings they bring. */
function orderOf(name: FacetName, counts: ReadonlyMap<string, number>, chosen: readonly string[]): readonly string[] {
  if (name === "severity") return severities.filter((each) => counts.has(each) || chosen.includes(each));
  const values = [...new Set([...counts.keys(), ...chosen])];
  return values.sort(
    (one, other) => (counts.get(other) ?? 0) - (counts.get(one) ?? 0) || (one < other ? -1 : one > other ? 1 : 0),
  );
}

/** Controls are offered where a framework is chosen: of all of them there are hundreds. */
function isOfFramework(control: string, { facets }: PageState, chosen: readonly string[]): boolean {
  return chosen.includes(control) || (facets.framework ?? []).some((framework) => control.startsWith(`${framework} `));
}
