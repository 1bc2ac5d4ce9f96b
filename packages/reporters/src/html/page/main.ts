import type { PageData } from "../page-data.js";
import { showCoverage } from "./coverage-view.js";
import { counted, el, number, replace } from "./dom.js";
import { FindingsView } from "./findings-view.js";
import { GraphView } from "./graph/graph-view.js";
import { helpDialog } from "./help.js";
import { listenToKeys } from "./keyboard.js";
import { Model } from "./model.js";
import { showOverview } from "./overview.js";
import { printedList } from "./printing.js";
import { views, type PageState, type View } from "./state.js";
import { Store } from "./store.js";
import { themeButton } from "./theme.js";

const typingPause = 120;

/** Puts the page together, and shows what its address asks for. */
function start(): void {
  const model = new Model(readData());
  const store = new Store();
  const { data } = model;
  const search = searchField(store);
  const theme = themeButton();
  const help = helpDialog();
  const findings = new FindingsView(store, model);
  const parts: Partial<Record<View, Part>> = { findings };
  const nav = el("nav", { "aria-label": "Parts of the report" });
  const main = el("main", { id: "main", tabindex: -1 });
  const helpButton = el(
    "button",
    { type: "button", "aria-label": "Keyboard shortcuts", click: () => help.showModal() },
    "?",
  );
  replace(
    document.getElementById("app") ?? document.body,
    el("a", { class: "skip", href: "#main", click: (event) => skipTo(event, main) }, "Skip to the report"),
    el(
      "header",
      { class: "top" },
      el("p", { class: "name" }, el("b", {}, "Lintel"), el("span", { class: "scope" }, describeScope(data))),
      nav,
      el("div", { class: "controls" }, el("search", {}, search.input), theme, helpButton),
    ),
    main,
    help,
    printedList(model, store, () => {
      findings.show(store.state);
      return findings.listed;
    }),
  );
  store.subscribe((state) => {
    search.show(state);
    showNav(nav, state, store, data);
    // The parts that nobody looks at are not made.
    const part = (parts[state.view] ??= makePart(state.view, model, store));
    if (main.firstChild !== part.element) replace(main, part.element);
    part.show(state);
  });
  listenToKeys(store, {
    search: search.input,
    help,
    theme,
    hasGraph: data.graph !== null,
    move: (step) => findings.move(step),
  });
}

/** One part of the page. */
interface Part {
  readonly element: HTMLElement;
  show(state: PageState): void;
}

function makePart(view: View, model: Model, store: Store): Part {
  if (view === "graph" && model.graph !== undefined) return new GraphView(store, model, model.graph);
  const element = view === "coverage" ? showCoverage(model) : showOverview(model, store);
  return { element, show: () => undefined };
}

/** The data was written by the reporter of this page's own version. */
function readData(): PageData {
  return JSON.parse(document.getElementById("data")?.textContent ?? "{}") as PageData;
}

function describeScope({ summary, tool }: PageData): string {
  const parts = [
    counted(summary.files, "file"),
    counted(summary.resources, "resource"),
    counted(summary.policies, "policy", "policies"),
  ];
  return `${parts.join(", ")}; version ${tool.version}`;
}

/** The field to type a search into, which shows the search of the state. */
interface SearchField {
  readonly input: HTMLInputElement;
  show(state: PageState): void;
}

function searchField(store: Store): SearchField {
  const input = el("input", {
    type: "search",
    placeholder: "Search findings",
    "aria-label": "Search findings by title, policy, address or file",
    autocomplete: "off",
    spellcheck: "false",
  });
  let pause: ReturnType<typeof setTimeout> | undefined;
  input.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(() => {
      store.go({ view: "findings", query: input.value.trim(), finding: undefined }, "replace");
    }, typingPause);
  });
  return {
    input,
    show: ({ query }) => {
      // Whoever has gone elsewhere meanwhile is not called back.
      clearTimeout(pause);
      // A space at the end is being typed.
      if (input.value.trim() !== query) input.value = query;
    },
  };
}

function showNav(nav: HTMLElement, state: PageState, store: Store, { summary, diagnostics, graph }: PageData): void {
  const problems = diagnostics.filter(({ severity }) => severity !== "info").length;
  const titles: Readonly<Record<View, readonly [string, number]>> = {
    overview: ["Overview", 0],
    findings: ["Findings", summary.failed],
    graph: ["Graph", 0],
    coverage: ["Coverage", problems],
  };
  replace(
    nav,
    views.flatMap((view) => {
      if (view === "graph" && graph === null) return [];
      const [title, count] = titles[view];
      const current = view === state.view ? "page" : undefined;
      const badge = count === 0 ? null : el("span", { class: "count" }, number(count));
      return [el("a", { href: store.href({ view, finding: undefined }), "aria-current": current }, title, badge)];
    }),
  );
}

/** Not by the address, which says what is shown. */
function skipTo(event: Event, main: HTMLElement): void {
  event.preventDefault();
  main.focus();
}

start();
