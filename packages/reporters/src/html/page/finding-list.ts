import { counted, el, replace } from "./dom.js";
import type { Entry } from "./filter.js";
import { gravityLabel } from "./labels.js";
import type { Store } from "./store.js";

/** Rows beyond what is in sight, so that nothing is empty while it moves. */
const beyond = 6;

/** A list of any length, of which only the rows in sight are in the document. */
export class FindingList {
  readonly element: HTMLElement;
  readonly #rows = el("ul", { class: "rows" });
  #entries: readonly Entry[] = [];
  #current = -1;
  #drawn = "";
  #rowHeight = 58;

  constructor(readonly store: Store) {
    this.element = el("div", { class: "list" }, this.#rows);
    this.element.addEventListener("scroll", () => this.#draw(), { passive: true });
    new ResizeObserver(() => this.#measure()).observe(this.element);
  }

  /** Lists these, with one of them marked and in sight. */
  show(entries: readonly Entry[], current: Entry | undefined): void {
    const isOther = entries !== this.#entries;
    const at = current === undefined ? -1 : entries.indexOf(current);
    const isElsewhere = at !== this.#current || isOther;
    this.#entries = entries;
    this.#current = at;
    this.#rows.style.height = `${String(entries.length * this.#rowHeight)}px`;
    if (isOther && at === -1) this.element.scrollTop = 0;
    if (isElsewhere && at !== -1) this.#reveal(at);
    this.#drawn = "";
    this.#draw();
  }

  /** The finding so many rows further down; the first or last where there is none. */
  neighbour(step: number): Entry | undefined {
    const at = this.#current === -1 ? (step > 0 ? 0 : this.#entries.length - 1) : this.#current + step;
    return this.#entries[Math.min(this.#entries.length - 1, Math.max(0, at))];
  }

  /** Puts the focus on the marked row. */
  focusCurrent(): void {
    this.#rows.querySelector<HTMLElement>("[aria-current=true]")?.focus({ preventScroll: true });
  }

  /** Rows are higher where there is little width, as the style says. */
  #measure(): void {
    this.#rowHeight = Number.parseFloat(getComputedStyle(this.element).getPropertyValue("--row")) || this.#rowHeight;
    this.#rows.style.height = `${String(this.#entries.length * this.#rowHeight)}px`;
    this.#drawn = "";
    this.#draw();
  }

  #reveal(at: number): void {
    const top = at * this.#rowHeight;
    const { scrollTop, clientHeight } = this.element;
    if (top < scrollTop) this.element.scrollTop = top;
    else if (top + this.#rowHeight > scrollTop + clientHeight)
      this.element.scrollTop = top + this.#rowHeight - clientHeight;
  }

  #draw(): void {
    const { scrollTop, clientHeight } = this.element;
    const first = Math.max(0, Math.floor(scrollTop / this.#rowHeight) - beyond);
    const last = Math.min(this.#entries.length, Math.ceil((scrollTop + clientHeight) / this.#rowHeight) + beyond);
    const drawn = `${String(first)}-${String(last)}`;
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    const focused = this.#rows.contains(document.activeElement) ? document.activeElement?.getAttribute("href") : null;
    if (this.#entries.length === 0) {
      replace(this.#rows, el("li", { class: "none" }, "Nothing here matches the filters."));
      return;
    }
    replace(
      this.#rows,
      this.#entries.slice(first, last).map((entry, index) => this.#row(entry, first + index)),
    );
    if (focused !== null && focused !== undefined) {
      const again = [...this.#rows.querySelectorAll("a")].find((link) => link.getAttribute("href") === focused);
      again?.focus({ preventScroll: true });
    }
  }

  #row(entry: Entry, at: number): HTMLElement {
    const { finding, policy } = entry;
    const { location, resource } = finding;
    const isCurrent = at === this.#current;
    const many = resource.instances.length > 1 ? ` (${counted(resource.instances.length, "instance")})` : "";
    const link = el(
      "a",
      {
        href: this.store.href({ finding: finding.id }),
        "aria-current": isCurrent ? "true" : undefined,
        tabindex: isCurrent || (this.#current === -1 && at === 0) ? 0 : -1,
      },
      el("span", { class: "first" }, gravityLabel(entry), el("span", { class: "title" }, policy.title)),
      el(
        "span",
        { class: "second" },
        el("span", { class: "address" }, resource.address + many),
        el(
          "span",
          { class: "file tail" },
          el("bdi", { dir: "ltr" }, `${location.file}:${String(location.start.line)}`),
        ),
      ),
    );
    const row = el("li", { "aria-posinset": at + 1, "aria-setsize": this.#entries.length }, link);
    row.style.transform = `translateY(${String(at * this.#rowHeight)}px)`;
    return row;
  }
}
