import { counted, el, number, replace } from "./dom.js";
import { FacetPanel } from "./facet-panel.js";
import { filterEntries, type Entry } from "./filter.js";
import { showFinding } from "./finding-detail.js";
import { FindingList } from "./finding-list.js";
import { facetTitles, moduleText, statusTitles } from "./labels.js";
import type { Model } from "./model.js";
import { facetNames, sorts, withToggled, type PageState, type Sort, type StatusChoice } from "./state.js";
import type { Store } from "./store.js";

/** The list of findings, what narrows it down, and one finding in full. */
export class FindingsView {
  readonly element: HTMLElement;
  readonly #facets: FacetPanel;
  readonly #list: FindingList;
  readonly #statuses = el("div", { class: "statuses", role: "group", "aria-label": "Which findings" });
  readonly #chips = el("div", { class: "chips" });
  readonly #count = el("p", { class: "result", role: "status" });
  readonly #detail = el("div", { class: "detail" });
  readonly #sort: HTMLSelectElement;
  readonly #toggle: HTMLButtonElement;
  readonly #wide = matchMedia("(min-width: 1181px)");
  #entries: readonly Entry[] = [];
  #filteredBy = "";
  #shown: string | undefined;

  constructor(
    readonly store: Store,
    readonly model: Model,
  ) {
    this.#facets = new FacetPanel(store, model.entries);
    this.#list = new FindingList(store);
    this.#sort = el(
      "select",
      { "aria-label": "Order" },
      sorts.map((sort) => el("option", { value: sort }, `By ${sort}`)),
    );
    this.#sort.addEventListener("change", () => store.go({ sort: this.#sort.value as Sort }));
    this.#toggle = el("button", { type: "button", class: "narrow", "aria-expanded": "false" }, "Filters");
    this.#wide.addEventListener("change", () => this.show(store.state));
    this.#toggle.addEventListener("click", () => {
      const isOpen = this.element.classList.toggle("filtering");
      this.#toggle.setAttribute("aria-expanded", String(isOpen));
    });
    this.element = el(
      "section",
      { class: "findings", "aria-label": "Findings" },
      el("aside", { "aria-label": "Filters" }, this.#facets.element),
      el(
        "div",
        { class: "results" },
        el("div", { class: "bar" }, this.#statuses, el("div", { class: "tools" }, this.#toggle, this.#sort)),
        this.#chips,
        this.#count,
        this.#list.element,
      ),
      this.#detail,
    );
  }

  show(state: PageState): void {
    // What is drawn in full is not filtered by anything.
    const filteredBy = JSON.stringify([state.query, state.status, state.sort, state.facets]);
    if (filteredBy !== this.#filteredBy) {
      this.#filteredBy = filteredBy;
      this.#entries = filterEntries(this.model.entries, state);
      this.#facets.show(state);
      this.#showChips(state);
      this.#showStatuses(state);
      this.#sort.value = state.sort;
      this.#count.textContent = `${counted(this.#entries.length, "finding")} of ${number(this.model.entries.length)}`;
    } else this.#showStatuses(state);
    const chosen = this.model.entry(state.finding);
    // Where there is room beside the list, it would be empty.
    const current = chosen ?? (this.#wide.matches ? this.#entries[0] : undefined);
    this.element.classList.toggle("one", chosen !== undefined);
    this.#list.show(this.#entries, current);
    this.#showDetail(current);
  }

  /** Goes so many findings further, and shows that one. */
  move(step: number): void {
    const entry = this.#list.neighbour(step);
    if (entry === undefined) return;
    this.store.go({ view: "findings", finding: entry.finding.id }, "replace");
    this.#list.focusCurrent();
  }

  /** What is listed. */
  get listed(): readonly Entry[] {
    return this.#entries;
  }

  #showDetail(entry: Entry | undefined): void {
    const shown = entry?.finding.id;
    if (shown === this.#shown && this.#detail.firstChild !== null) return;
    this.#shown = shown;
    const back = el(
      "button",
      {
        type: "button",
        class: "back",
        click: () => this.store.go({ finding: undefined }),
      },
      "Back to the list",
    );
    if (entry === undefined) {
      const hint =
        "Choose a finding to see its source, why it matters and how to mend it. j and k go through the list.";
      replace(this.#detail, el("p", { class: "hint" }, hint));
    } else replace(this.#detail, back, showFinding(entry, this.model, this.store));
    this.#detail.scrollTop = 0;
  }

  #showStatuses(state: PageState): void {
    const { failed, unknown, suppressed } = this.model.data.summary;
    const counts: Readonly<Record<StatusChoice, number>> = {
      fail: failed,
      unknown,
      suppressed,
      pass: this.model.entries.filter(({ finding }) => finding.status === "pass").length,
      all: this.model.entries.length,
    };
    const choices = (Object.keys(statusTitles) as StatusChoice[]).filter(
      (choice) => choice !== "pass" || counts.pass > 0,
    );
    replace(
      this.#statuses,
      choices.map((choice) =>
        el(
          "a",
          {
            href: this.store.href({ status: choice, finding: undefined }),
            "aria-current": choice === state.status ? "true" : undefined,
          },
          statusTitles[choice],
          el("span", { class: "count" }, number(counts[choice])),
        ),
      ),
    );
  }

  #showChips(state: PageState): void {
    const chips = facetNames.flatMap((name) =>
      (state.facets[name] ?? []).map((value) =>
        el(
          "button",
          {
            type: "button",
            "aria-label": `Remove the filter ${facetTitles[name]}: ${value}`,
            click: () => this.store.go({ facets: withToggled(this.store.state, name, value).facets }),
          },
          `${facetTitles[name]}: ${name === "module" ? moduleText(value) : value}`,
          el("span", { "aria-hidden": "true" }, " ×"),
        ),
      ),
    );
    const clear =
      chips.length === 0 && state.query === ""
        ? null
        : el(
            "button",
            { type: "button", class: "link", click: () => this.store.go({ facets: {}, query: "" }) },
            "Clear all",
          );
    replace(this.#chips, chips, clear);
    this.#chips.hidden = clear === null;
    const count = Object.values(state.facets).flat().length;
    this.#toggle.textContent = count === 0 ? "Filters" : `Filters (${String(count)})`;
  }
}
