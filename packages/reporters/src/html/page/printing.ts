import { counted, el, replace } from "./dom.js";
import type { Entry } from "./filter.js";
import { showFinding } from "./finding-detail.js";
import type { Model } from "./model.js";
import type { Store } from "./store.js";

const mostPrinted = 500;

/** What is printed: the findings that are listed, in full. Made when it is asked for, and thrown away after. */
export function printedList(model: Model, store: Store, listed: () => readonly Entry[]): HTMLElement {
  const element = el("div", { class: "printed" });
  addEventListener("beforeprint", () => {
    const entries = listed();
    const rest = entries.length - mostPrinted;
    replace(
      element,
      el("h1", {}, `Lintel report: ${counted(entries.length, "finding")}`),
      entries.slice(0, mostPrinted).map((entry) => showFinding(entry, model, store)),
      rest > 0 ? el("p", {}, `${counted(rest, "more finding")} are not printed; filters choose which are.`) : null,
    );
  });
  addEventListener("afterprint", () => {
    replace(element);
  });
  return element;
}
