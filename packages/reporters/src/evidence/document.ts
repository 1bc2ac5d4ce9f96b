import type { Evidence, EvidenceControl, EvidenceFramework, ReportedDiagnostic } from "@lintel/core";
import { coverageNames, nameOf, placeOf, remarkOf, stateMeanings, stateNames } from "./states.js";

/** A part of a document, as every format of evidence can show it. Texts are as they come: each format makes them safe. */
export type Part =
  | { readonly kind: "heading"; readonly level: 1 | 2 | 3; readonly text: string; readonly anchor: string }
  | { readonly kind: "paragraph"; readonly text: string }
  | { readonly kind: "facts"; readonly facts: readonly (readonly [name: string, value: string])[] }
  | {
      readonly kind: "table";
      readonly columns: readonly string[];
      readonly rows: readonly (readonly string[])[];
      /** The column that holds states, which a format may set apart. */
      readonly stateColumn?: number | undefined;
    };

/** Lays evidence out as a document: where it comes from, what came of each control, and what that rests on. */
export function documentOf(evidence: Evidence): readonly Part[] {
  const titles = evidence.frameworks.map(({ title }) => title).join("; ");
  return [
    { kind: "heading", level: 1, text: `Evidence: ${titles}`, anchor: "evidence" },
    ...provenance(evidence),
    ...evidence.frameworks.flatMap(framework),
    ...basis(evidence),
  ];
}

function provenance({ tool, repository, today, settings, isComplete, summary, coverage }: Evidence): readonly Part[] {
  const facts: [string, string][] = [["Tool", `${tool.name} ${tool.version}`]];
  if (repository.kind === "git") {
    facts.push(["Commit", repository.commit], ["Committed", repository.committedAt]);
    facts.push(["Working tree", repository.isClean ? "clean" : describeChanges(repository.changes)]);
  } else {
    facts.push(["Commit", `none: ${repository.why}`]);
  }
  facts.push(["Expiry dates compared with", today ?? "no day, as there is neither a commit nor --today"]);
  facts.push(["Scanned", settings.paths.map((path) => (path === "" ? "." : path)).join(", ")]);
  const variables = [...settings.variableFiles, ...settings.variables.map((name) => `value of ${name}`)];
  if (variables.length > 0) facts.push(["Variables", variables.join(", ")]);
  if (settings.usesEnvironment) facts.push(["Environment", "TF_VAR_ variables of the environment were used"]);
  if (settings.scenarios.length > 0) facts.push(["Scenarios", settings.scenarios.join(", ")]);
  if (settings.workspace !== null) facts.push(["Workspace", settings.workspace]);
  facts.push(
    ["Files read as configuration", String(summary.files)],
    ["Resources", String(summary.resources)],
    ["Everything could be judged", isComplete ? "yes" : "no: see Problems"],
  );
  if (coverage !== undefined) facts.push(...coverageFacts(coverage));
  return [{ kind: "facts", facts }];
}

/** How much of what was there was looked at. */
function coverageFacts(coverage: NonNullable<Evidence["coverage"]>): readonly [string, string][] {
  const { filesFound, filesParsed, filesSkipped, moduleCalls, modulesNotLoaded, verdicts, verdictsKnown } = coverage;
  const reasons = Object.entries(filesSkipped).map(([reason, count]) => `${String(count)} ${reason}`);
  const skipped = reasons.length === 0 ? "" : `; skipped: ${reasons.join(", ")}`;
  return [
    ["Files that were found and parsed", `${String(filesParsed)} of ${String(filesFound)}${skipped}`],
    ["Module calls that were loaded", `${String(moduleCalls - modulesNotLoaded)} of ${String(moduleCalls)}`],
    ["Verdicts that are known", `${String(verdictsKnown)} of ${String(verdicts)}`],
    ["Policies that found nothing to judge", String(coverage.policiesWithoutTarget.length)],
  ];
}

function describeChanges(changes: readonly string[]): string {
  return `not clean, ${String(changes.length)} ${changes.length === 1 ? "file differs" : "files differ"} from the commit: ${changes.join(", ")}`;
}

function framework(each: EvidenceFramework): readonly Part[] {
  const { id, title, edition, publisher, link, source, completeness, controls } = each;
  return [
    { kind: "heading", level: 2, text: title, anchor: id },
    {
      kind: "facts",
      facts: [
        ["Framework", id],
        ["Edition", edition],
        ["Publisher", `${publisher}, ${link}`],
        ["List of controls", completeness],
        ...(source === null ? [] : [["Read from", `${source.file}, SHA-256 ${source.sha256}`] as const]),
      ],
    },
    {
      kind: "table",
      columns: ["Control", "What it asks for", "Covered", "State", "Failed", "Unknown", "Suppressed", "Passed"],
      rows: controls.map(({ failed, unknown, suppressed, passed, ...control }) => [
        control.id,
        control.title,
        coverageNames[control.coverage],
        stateNames[control.state],
        ...[failed, unknown, suppressed, passed].map(String),
      ]),
      stateColumn: 3,
    },
    ...controls.flatMap((control) => controlParts(id, control)),
  ];
}

function controlParts(framework: string, control: EvidenceControl): readonly Part[] {
  const { id, title, state, coverage, automatable, why, policies, notRun, resources } = control;
  const facts: [string, string][] = [["State", stateNames[state]]];
  facts.push(["Covered", `${coverageNames[coverage]}${automatable ? "" : ", as no file can tell"}`]);
  if (why !== null) facts.push([automatable ? "Limits" : "Why", why]);
  else if (coverage === "none") facts.push(["Why", "There is no policy for it yet."]);
  if (policies.length > 0) facts.push(["Policies", policies.join(", ")]);
  if (notRun.length > 0) facts.push(["Policies not run", notRun.join(", ")]);
  const heading: Part = { kind: "heading", level: 3, text: `${id} ${title}`, anchor: `${framework}-${id}` };
  if (resources.length === 0) return [heading, { kind: "facts", facts }];
  const rows = resources.flatMap((resource) =>
    resource.verdicts.map((verdict) => [
      nameOf(resource),
      stateNames[verdict.state],
      verdict.policy,
      placeOf(verdict),
      remarkOf(verdict),
    ]),
  );
  const columns = ["Resource", "State", "Policy", "Place", "Remarks"];
  return [heading, { kind: "facts", facts }, { kind: "table", columns, rows, stateColumn: 1 }];
}

function basis({ policies, inputs, diagnostics }: Evidence): readonly Part[] {
  return [
    { kind: "heading", level: 2, text: "Problems", anchor: "problems" },
    diagnostics.length === 0
      ? { kind: "paragraph", text: "There were none: every file could be read and understood." }
      : {
          kind: "table",
          columns: ["Severity", "Place", "Problem", "Code"],
          rows: diagnostics.map((each) => [each.severity, placeOfDiagnostic(each), each.message, each.code]),
        },
    { kind: "heading", level: 2, text: "Policies", anchor: "policies" },
    {
      kind: "table",
      columns: ["Policy", "What it finds", "Severity", "Version", "Made from", "SHA-256"],
      rows: policies.map(({ id, title, severity, version, source }) => [
        id,
        title,
        severity,
        version ?? "own",
        source?.file ?? "code",
        source?.sha256 ?? "none",
      ]),
    },
    { kind: "heading", level: 2, text: "Files that were read", anchor: "inputs" },
    {
      kind: "table",
      columns: ["File", "SHA-256", "In the commit"],
      rows: inputs.map(({ file, sha256, isCommitted }) => [
        file,
        sha256,
        isCommitted === null ? "no commit" : isCommitted ? "yes" : "no",
      ]),
    },
    { kind: "heading", level: 2, text: "What the states mean", anchor: "states" },
    { kind: "facts", facts: stateMeanings.map(([state, meaning]) => [stateNames[state], meaning]) },
    {
      kind: "paragraph",
      text: "What is suppressed keeps its state, fail or unknown, with what accepts it. A pass speaks of what the policies ask for and of the files that were read, and of nothing else.",
    },
  ];
}

function placeOfDiagnostic({ location }: ReportedDiagnostic): string {
  return location === null ? "" : `${location.file}:${String(location.start.line)}:${String(location.start.column)}`;
}
