import type { ControlState, FrameworkResult, Severity } from "@lintel/core";
import { counted, el, number, type Child } from "./dom.js";
import { severities, type Entry } from "./filter.js";
import { moduleText, severityLabel } from "./labels.js";
import type { Model } from "./model.js";
import type { FacetName, PageState } from "./state.js";
import type { Store } from "./store.js";

const rowsShown = 12;

/** What stands above a column of numbers. */
const shortNames: Readonly<Record<Severity, string>> = {
  critical: "crit",
  high: "high",
  medium: "med",
  low: "low",
  info: "info",
};

/** Failures with one value of a facet, by severity. */
interface Tally {
  readonly value: string;
  readonly by: ReadonlyMap<Severity, number>;
  readonly total: number;
}

/** The summary: by severity, framework, module, policy and file. */
export function showOverview(model: Model, store: Store): HTMLElement {
  const failing = model.entries.filter(({ finding }) => finding.status === "fail");
  const { frameworks } = model.data;
  return el(
    "section",
    { class: "overview", "aria-label": "Overview" },
    showTotals(model, failing, store),
    el(
      "div",
      { class: "columns" },
      el("section", {}, el("h2", {}, "By severity"), showSeverities(failing, store)),
      frameworks.length > 0
        ? el(
            "section",
            {},
            el("h2", {}, "Frameworks"),
            frameworks.map((framework) => showFramework(framework, store)),
          )
        : table("By framework", "framework", failing, store),
      table("By module", "module", failing, store),
      table("By policy", "policy", failing, store),
      table("By file", "file", failing, store),
      table("By resource type", "type", failing, store),
    ),
  );
}

function showTotals(model: Model, failing: readonly Entry[], store: Store): HTMLElement {
  const { summary, diagnostics } = model.data;
  const total = (count: number, word: string, change: Partial<PageState>): HTMLElement =>
    el("li", {}, el("a", { href: store.href({ ...listed(), ...change }) }, el("b", {}, number(count)), ` ${word}`));
  const plain = (count: number, word: string): HTMLElement => el("li", {}, el("b", {}, number(count)), ` ${word}`);
  const errors = diagnostics.filter(({ severity }) => severity === "error").length;
  const unread = el(
    "p",
    { class: "alert" },
    `${counted(errors, "error")}: part of what was to be scanned could not be read. `,
    el("a", { href: store.href({ view: "coverage" }) }, "See what"),
  );
  return el(
    "div",
    { class: "totals" },
    el("h1", {}, headline(model, failing)),
    el(
      "ul",
      {},
      total(summary.failed, "failing", { status: "fail" }),
      total(summary.unknown, "unknown", { status: "unknown" }),
      total(summary.suppressed, "suppressed", { status: "suppressed" }),
      plain(summary.passed, "passed"),
    ),
    errors === 0 ? null : unread,
  );
}

/** How bad it is, in a few words. */
function headline({ data: { summary } }: Model, failing: readonly Entry[]): string {
  if (summary.failed === 0) return summary.resources === 0 ? "Nothing was there to judge" : "Nothing fails";
  const worst = severities.find((severity) => countOf(failing, severity) > 0);
  if (worst === undefined) return counted(summary.failed, "failing finding");
  const count = countOf(failing, worst);
  const share = count === summary.failed ? "all" : number(count);
  return `${counted(summary.failed, "failing finding")}, ${share} of them ${worst}`;
}

function showSeverities(failing: readonly Entry[], store: Store): HTMLElement {
  const most = Math.max(1, ...severities.map((severity) => countOf(failing, severity)));
  return el(
    "ul",
    { class: "bars" },
    severities.map((severity) => {
      const count = countOf(failing, severity);
      const bar = el("span", { class: `fill ${severity}` });
      bar.style.width = `${String(Math.round((1000 * count) / most) / 10)}%`;
      const href = store.href({ ...listed(), facets: { severity: [severity] } });
      return el(
        "li",
        {},
        el(
          "a",
          { href },
          severityLabel(severity),
          el("span", { class: "track", "aria-hidden": "true" }, bar),
          el("span", { class: "count" }, number(count)),
        ),
      );
    }),
  );
}

function countOf(entries: readonly Entry[], severity: Severity): number {
  return entries.filter(({ finding }) => finding.severity === severity).length;
}

/** A list of failures that nothing else narrows down. */
function listed(): Partial<PageState> {
  return {
    view: "findings",
    query: "",
    status: "fail",
    facets: {},
    finding: undefined,
    path: undefined,
    node: undefined,
  };
}

function table(title: string, name: FacetName, entries: readonly Entry[], store: Store): Child {
  const tallies = tally(entries, name);
  if (tallies.length === 0) return null;
  const columns = severities.filter((severity) => countOf(entries, severity) > 0);
  const row = ({ value, by, total }: Tally): HTMLElement => {
    const text = name === "module" ? moduleText(value) : value;
    const href = store.href({ ...listed(), facets: { [name]: [value] } });
    return el(
      "tr",
      {},
      el("th", { scope: "row" }, el("a", { href, title: text }, text)),
      columns.map((severity) => {
        const count = by.get(severity) ?? 0;
        return el("td", { class: count === 0 ? "zero" : severity }, count === 0 ? "–" : number(count));
      }),
      el("td", { class: "total" }, number(total)),
    );
  };
  const body = el("tbody", {}, tallies.slice(0, rowsShown).map(row));
  const rest = tallies.slice(rowsShown);
  const more = el("button", { type: "button", class: "link" }, `Show ${number(rest.length)} more`);
  more.addEventListener("click", () => {
    body.append(...rest.map(row));
    more.remove();
  });
  return el(
    "section",
    {},
    el("h2", {}, title, el("span", { class: "count" }, number(tallies.length))),
    el(
      "div",
      { class: "scroll" },
      el(
        "table",
        { class: "counts" },
        el(
          "thead",
          {},
          el(
            "tr",
            {},
            el("th", { scope: "col" }, el("span", { class: "unseen" }, title.replace("By ", ""))),
            columns.map((severity) =>
              el(
                "th",
                { scope: "col" },
                el("abbr", { title: severity, class: `severity ${severity}` }, shortNames[severity]),
              ),
            ),
            el("th", { scope: "col" }, "all"),
          ),
        ),
        body,
      ),
    ),
    rest.length > 0 ? more : null,
  );
}

/** The values with the gravest failures first: by the number of critical ones, then high ones, and so on. */
function tally(entries: readonly Entry[], name: FacetName): readonly Tally[] {
  const tallies = new Map<string, Map<Severity, number>>();
  for (const { values, finding } of entries) {
    for (const value of values[name]) {
      const by = tallies.get(value) ?? new Map<Severity, number>();
      by.set(finding.severity, (by.get(finding.severity) ?? 0) + 1);
      tallies.set(value, by);
    }
  }
  const totals = [...tallies].map(([value, by]) => ({
    value,
    by,
    total: [...by.values()].reduce((sum, count) => sum + count, 0),
  }));
  return totals.sort((one, other) => {
    for (const severity of severities) {
      const difference = (other.by.get(severity) ?? 0) - (one.by.get(severity) ?? 0);
      if (difference !== 0) return difference;
    }
    return one.value < other.value ? -1 : 1;
  });
}

const states: Readonly<Record<ControlState, string>> = {
  fail: "fail",
  unknown: "unknown",
  "not-judged": "not judged",
  excepted: "excepted",
  pass: "pass",
  "not-applicable": "not applicable",
  "not-covered": "not covered",
};

function showFramework({ id, title, edition, complete, controls }: FrameworkResult, store: Store): HTMLElement {
  const counts = Object.entries(states).flatMap(([state, word]) => {
    const count = controls.filter((control) => control.state === state).length;
    return count === 0 ? [] : [`${number(count)} ${word}`];
  });
  const rows = controls.map((control) => {
    const href = store.href({ ...listed(), facets: { framework: [id], control: [`${id} ${control.id}`] } });
    const name = control.failed > 0 ? el("a", { href }, control.id) : control.id;
    return el(
      "tr",
      {},
      el("th", { scope: "row" }, name),
      el("td", {}, control.title),
      el("td", { class: `state ${control.state}` }, states[control.state]),
      el("td", { class: "total" }, number(control.failed)),
    );
  });
  const head = ["Control", "Title", "State", "Failing"].map((text) => el("th", { scope: "col" }, text));
  return el(
    "details",
    {},
    el("summary", {}, el("b", {}, `${title}, ${edition}`), el("span", { class: "quiet" }, ` ${counts.join(", ")}`)),
    complete ? null : el("p", { class: "quiet" }, "The list of controls is incomplete."),
    el("div", { class: "scroll" }, el("table", {}, el("thead", {}, el("tr", {}, head)), el("tbody", {}, rows))),
  );
}
