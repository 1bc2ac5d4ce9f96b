import type { NotedLocation } from "@lintel/core";
import { unknownReasonText } from "../../text/reasons.js";
import { counted, el, type Child } from "./dom.js";
import type { Entry } from "./filter.js";
import { showExcerpt } from "./finding-excerpt.js";
import { diffsOf } from "./fix-diff.js";
import { gravityLabel, placeText } from "./labels.js";
import type { Model } from "./model.js";
import { initialState } from "./state.js";
import type { Store } from "./store.js";

const instancesShown = 12;

/** Everything that there is to say of a finding. `level` is that of its heading. */
export function showFinding(entry: Entry, model: Model, store: Store, level: "h2" | "h3" = "h2"): HTMLElement {
  const { finding, policy } = entry;
  const { resource, location, message, trace, related } = finding;
  const titleId = `finding-${finding.id}`;
  return el(
    "article",
    { class: "finding", "aria-labelledby": titleId },
    el("p", { class: "kicker" }, gravityLabel(entry), ...showBadges(entry), el("code", {}, policy.id)),
    el(level, { id: titleId, tabindex: -1 }, policy.title),
    el("p", { class: "place" }, el("code", {}, placeText(location))),
    el("p", { class: "place" }, el("code", {}, resource.address)),
    showInstances(resource.instances, resource.address),
    showExcerpt(finding),
    message === policy.title ? null : el("p", { class: "message" }, message),
    showFacts(entry),
    section("Why it matters", el("p", {}, policy.description)),
    section("Remediation", el("p", {}, policy.remediation)),
    showFix(entry),
    trace.length === 0 ? null : section("Trace to the line to edit", showPlaces(trace, "ol")),
    showPath(entry, store, model),
    related.length === 0 ? null : section("Related places", showPlaces(related, "ul")),
    showSuppression(entry),
    showControls(entry, store),
    showActions(entry, store, model),
  );
}

function section(title: string, ...children: readonly Child[]): HTMLElement {
  return el("section", {}, el("h3", { class: "label" }, title), ...children);
}

function showBadges({ finding: { baselineState, enforcement = "soft-mandatory" } }: Entry): Child[] {
  return [
    baselineState === undefined ? null : el("span", { class: "badge" }, baselineState),
    enforcement === "soft-mandatory" ? null : el("span", { class: "badge" }, enforcement),
  ];
}

function showInstances(instances: readonly string[], address: string): Child {
  if (instances.length === 0 || (instances.length === 1 && instances[0] === address)) return null;
  const item = (instance: string): HTMLElement => el("li", {}, el("code", {}, instance));
  const list = el("ul", { class: "plain" }, instances.slice(0, instancesShown).map(item));
  if (instances.length <= instancesShown) {
    return el(
      "details",
      { open: instances.length < 4 },
      el("summary", {}, counted(instances.length, "instance")),
      list,
    );
  }
  const rest = instances.slice(instancesShown);
  const more = el("button", { type: "button", class: "link" }, `${counted(rest.length, "more instance")}…`);
  more.addEventListener("click", () => {
    list.append(...rest.map(item));
    more.remove();
  });
  return el("details", {}, el("summary", {}, counted(instances.length, "instance")), list, more);
}

function showFacts({ finding }: Entry): Child {
  const { actual, expected, reason, scenarios } = finding;
  const facts: (readonly [string, string])[] = [];
  if (actual !== null) facts.push(["Found", actual]);
  if (expected !== null) facts.push(["Expected", expected]);
  if (reason !== null) facts.push(["Not decided", `because of ${unknownReasonText[reason]} (${reason})`]);
  if (scenarios !== undefined) {
    const parts = Object.entries({ Fails: scenarios.fails, Passes: scenarios.passes, Unknown: scenarios.unknown });
    for (const [title, names] of parts) if (names.length > 0) facts.push([`${title} in`, names.join(", ")]);
  }
  if (facts.length === 0) return null;
  return el(
    "dl",
    { class: "facts" },
    facts.flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]),
  );
}

function showPlaces(places: readonly NotedLocation[], list: "ol" | "ul"): HTMLElement {
  return el(
    list,
    { class: "places" },
    places.map(({ location, message }) =>
      el("li", {}, el("span", {}, message), " ", el("code", { class: "quiet" }, placeText(location))),
    ),
  );
}

function showFix({ finding }: Entry): Child {
  const { fix, location, excerpt, status } = finding;
  if (fix === null) return null;
  const command = fix.safe ? "lintel scan --fix" : "lintel scan --fix-needs-review";
  const note = fix.safe ? " makes this change." : " makes this change; look at what it does.";
  const diffs = diffsOf(fix, location.file, excerpt).map(({ file, line, isWhole, lines }) => {
    const title = isWhole ? `${file}, from line ${String(line)}` : `${file}, at line ${String(line)}`;
    return el(
      "figure",
      { class: "diff" },
      el("figcaption", {}, el("code", {}, title), isWhole ? null : lines.length === 0 ? " loses text" : " gets"),
      lines.length === 0
        ? null
        : el(
            "pre",
            { class: "code", tabindex: 0, role: "region", "aria-label": `Change of ${file}` },
            el(
              "code",
              {},
              lines.map(({ mark, text }) =>
                el(mark === "+" ? "ins" : mark === "-" ? "del" : "span", { class: "line" }, `${mark} ${text}`),
              ),
            ),
          ),
    );
  });
  return section("Fix", ...diffs, status === "fail" ? el("p", {}, el("code", {}, command), note) : null);
}

function showPath({ finding }: Entry, store: Store, model: Model): Child {
  const { path, id } = finding;
  if (path === undefined || path.length === 0) return null;
  const href = store.href({ view: "graph", path: id, node: undefined, selected: undefined });
  const link = model.data.graph === null ? null : el("p", {}, el("a", { href }, "Show the path in the graph"));
  return section(
    "Path",
    el(
      "ol",
      { class: "path" },
      path.map((address) => el("li", {}, el("code", {}, address))),
    ),
    link,
  );
}

function showSuppression({ finding: { suppression } }: Entry): Child {
  if (suppression === null) return null;
  const { kind, tool, reason, owner, until, location } = suppression;
  const facts: readonly (readonly [string, string | null | undefined])[] = [
    ["By", tool === null || tool === undefined ? kind : `${kind}, in the way of ${tool}`],
    ["Reason", reason ?? "none given"],
    ["Owner", owner],
    ["Until", until],
    ["Where", location === null ? null : placeText(location)],
  ];
  return section(
    "Suppressed",
    el(
      "dl",
      { class: "facts" },
      facts.flatMap(([name, value]) =>
        value === null || value === undefined ? [] : [el("dt", {}, name), el("dd", {}, value)],
      ),
    ),
  );
}

function showControls({ policy }: Entry, store: Store): Child {
  const frameworks = Object.entries(policy.controls);
  if (frameworks.length === 0 && policy.aliases.length === 0) return null;
  const rows = frameworks.map(([framework, ids]) => [
    el("dt", {}, framework),
    el(
      "dd",
      {},
      ids
        .map((control, index) => [
          index === 0 ? null : ", ",
          el("a", { href: store.href(filtered({ control: [`${framework} ${control}`] })) }, control),
        ])
        .flat(),
    ),
  ]);
  const aliases =
    policy.aliases.length === 0 ? [] : [el("dt", {}, "Also known as"), el("dd", {}, policy.aliases.join(", "))];
  return section("Controls", el("dl", { class: "facts" }, rows.flat(), aliases));
}

function showActions({ finding, policy }: Entry, store: Store, model: Model): HTMLElement {
  const [node] = model.graph?.nodesOf(finding) ?? [];
  const permalink = el("a", { href: `#finding=${encodeURIComponent(finding.id)}`, class: "permalink" }, "Permalink");
  return el(
    "footer",
    {},
    permalink,
    node === undefined
      ? null
      : el(
          "a",
          { href: store.href({ view: "graph", node, selected: undefined, path: undefined }) },
          "Resource in the graph",
        ),
    el("a", { href: store.href(filtered({ policy: [policy.id] })) }, "All of this policy"),
    el("a", { href: store.href(filtered({ file: [finding.location.file] })) }, "All in this file"),
  );
}

/** The list of findings, narrowed down by this and nothing else. */
function filtered(facets: typeof initialState.facets): Partial<typeof initialState> {
  return { view: "findings", facets, query: "", finding: undefined };
}
