import { views } from "./state.js";
import type { Store } from "./store.js";

/** What the shortcuts do. */
export interface Actions {
  readonly search: HTMLInputElement;
  readonly help: HTMLDialogElement;
  readonly theme: HTMLButtonElement;
  readonly hasGraph: boolean;
  readonly move: (step: number) => void;
}

/** Listens to the shortcuts that hold anywhere on the page, except where one writes. */
export function listenToKeys(store: Store, { search, help, theme, hasGraph, move }: Actions): void {
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || help.open) return;
    const { target, key } = event;
    if (key === "Escape") {
      if (target instanceof HTMLInputElement && target.type === "search") target.blur();
      else if (store.state.finding !== undefined) store.go({ finding: undefined });
      return;
    }
    if (isWriting(target)) return;
    const view = views[Number(key) - 1];
    const steps: Readonly<Record<string, number>> = { j: 1, k: -1 };
    if (key === "/") search.focus();
    else if (key === "?") help.showModal();
    else if (key === "t") theme.click();
    else if (steps[key] !== undefined) move(steps[key]);
    else if (view !== undefined && (view !== "graph" || hasGraph)) store.go({ view });
    else return;
    event.preventDefault();
  });
}

function isWriting(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return target.type !== "checkbox";
  return target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement;
}
