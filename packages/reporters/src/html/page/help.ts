import { el } from "./dom.js";

const shortcuts: readonly (readonly [string, string])[] = [
  ["/", "Search the findings"],
  ["j, k", "Next, previous finding"],
  ["Escape", "Back to the list; leave the search"],
  ["1, 2, 3, 4", "Overview, findings, graph, coverage"],
  ["t", "Light, dark, or as the system says"],
  ["?", "These shortcuts"],
  ["Arrow keys", "In the graph: go to the node that lies there"],
  ["Enter", "In the graph: tell about the node"],
  ["c", "In the graph: draw what lies around the node"],
  ["+, -, 0", "In the graph: zoom in, zoom out, show all of it"],
];

/** The list of shortcuts, shown on demand. */
export function helpDialog(): HTMLDialogElement {
  return el(
    "dialog",
    { "aria-labelledby": "help-title" },
    el("h2", { id: "help-title" }, "Keyboard"),
    el(
      "dl",
      { class: "facts" },
      shortcuts.flatMap(([keys, what]) => [
        el(
          "dt",
          {},
          keys.split(", ").flatMap((each, at) => [at === 0 ? null : " ", el("kbd", {}, each)]),
        ),
        el("dd", {}, what),
      ]),
    ),
    el("form", { method: "dialog" }, el("button", {}, "Close")),
  );
}
