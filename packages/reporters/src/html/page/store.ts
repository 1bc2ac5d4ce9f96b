import { readState, writeState, type PageState } from "./state.js";

/** What the page shows, which is always what its address says. */
export class Store {
  state: PageState = readState(location.hash);
  readonly #listeners: ((state: PageState) => void)[] = [];

  constructor() {
    const read = (): void => {
      this.state = readState(location.hash);
      this.#tell();
    };
    addEventListener("hashchange", read);
    addEventListener("popstate", read);
  }

  /** Calls back now, and whenever something else is to be shown. */
  subscribe(listener: (state: PageState) => void): void {
    this.#listeners.push(listener);
    listener(this.state);
  }

  /** Shows something else; `replace` leaves no way back to what was shown before, as while one types. */
  go(change: Partial<PageState>, how: "push" | "replace" = "push"): void {
    this.state = { ...this.state, ...change };
    const hash = writeState(this.state);
    if (how === "push" && hash !== location.hash) history.pushState(null, "", hash);
    else history.replaceState(null, "", hash);
    this.#tell();
  }

  /** The address of something else. */
  href(change: Partial<PageState>): string {
    return writeState({ ...this.state, ...change });
  }

  #tell(): void {
    for (const listener of this.#listeners) listener(this.state);
  }
}
