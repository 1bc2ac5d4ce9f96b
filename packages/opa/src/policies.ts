import type {
  Diagnostic,
  EngineOutcome,
  EngineVerdict,
  PolicyDocument,
  PolicyDocuments,
  PolicyEngine,
  PolicyEntry,
} from "@lintel/core";
import { readResults, type RegoResult } from "./evaluate/result.js";
import { mostResults, type RegoRunner } from "./evaluate/runner.js";
import type { RegoInput, RegoRule } from "./rule.js";

/** One compiled policy and the rules that it has. */
export interface RegoUnit {
  readonly runner: RegoRunner;
  readonly rules: readonly RegoRule[];
  /** The entrypoints of exceptions: `main/exception`. */
  readonly exceptions: readonly string[];
}

/** What a rule found in an input. */
export interface RuleFinding extends RegoResult {
  readonly rule: RegoRule;
  /** Whether the policies make an exception of it. */
  readonly isExcepted: boolean;
}

/** Policies in Rego, for a scan (`engines`) or for an input of one's own ({@link evaluateRego}). */
export class RegoPolicies implements PolicyEngine {
  readonly rules: readonly RegoRule[];
  readonly entries: readonly PolicyEntry[];

  constructor(readonly units: readonly RegoUnit[]) {
    this.rules = units.flatMap(({ rules }) => rules);
    const byId = new Map(this.rules.map((rule) => [rule.id, entryOf(rule)]));
    this.entries = [...byId.values()];
  }

  async evaluate(documents: PolicyDocuments, selected: ReadonlySet<string>): Promise<EngineOutcome> {
    const evaluation = new Evaluation();
    const verdicts: EngineVerdict[] = [];
    const inputs = new Map<RegoInput, readonly GivenInput[]>();
    for (const unit of this.units) {
      const rules = unit.rules.filter(({ id }) => selected.has(id));
      for (const [input, ofInput] of groupByInput(rules)) {
        let given = inputs.get(input);
        if (given === undefined) inputs.set(input, (given = inputsOf(input, documents)));
        if (given.length === 0) evaluation.reportNoInput(input, ofInput);
        for (const { json, document } of given) {
          for (const found of await evaluation.run(unit, ofInput, json, document.path)) {
            verdicts.push(verdictOf(found, document));
          }
        }
      }
      unit.runner.close();
    }
    for (const [input, given] of inputs) evaluation.reportUnknown(input, given);
    return { verdicts, diagnostics: evaluation.diagnostics };
  }
}

/** What came of evaluating policies for one input. */
export interface RegoEvaluation {
  readonly findings: readonly RuleFinding[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Evaluates every rule for one input, whatever input the rules are made for. */
export async function evaluateRego(policies: RegoPolicies, input: unknown): Promise<RegoEvaluation> {
  const evaluation = new Evaluation();
  const findings: RuleFinding[] = [];
  const json = JSON.stringify(input);
  for (const unit of policies.units) {
    findings.push(...(await evaluation.run(unit, unit.rules, json, undefined)));
    unit.runner.close();
  }
  return { findings, diagnostics: evaluation.diagnostics };
}

interface GivenInput {
  readonly document: PolicyDocument;
  readonly json: string;
}

function inputsOf(input: RegoInput, documents: PolicyDocuments): readonly GivenInput[] {
  if (input === "combined") {
    const all = documents.manifests();
    if (all.length === 0) return [];
    const value = all.map(({ path, value: contents }) => ({ path, contents }));
    const unknownCount = all.reduce((sum, each) => sum + each.unknownCount, 0);
    return [{ document: { path: all[0]?.path ?? ".", value, unknownCount }, json: JSON.stringify(value) }];
  }
  const graph = input === "graph" ? documents.graph() : undefined;
  const chosen =
    input === "plan"
      ? documents.plans()
      : input === "manifests"
        ? documents.manifests()
        : graph === undefined
          ? []
          : [graph];
  return chosen.map((document) => ({ document, json: JSON.stringify(document.value) }));
}

function groupByInput(rules: readonly RegoRule[]): ReadonlyMap<RegoInput, readonly RegoRule[]> {
  const groups = new Map<RegoInput, RegoRule[]>();
  for (const rule of rules) {
    if (rule.input === undefined) continue;
    const group = groups.get(rule.input);
    if (group === undefined) groups.set(rule.input, [rule]);
    else group.push(rule);
  }
  return groups;
}

function entryOf({ id, title, severity, category }: RegoRule): PolicyEntry {
  return {
    id,
    title,
    severity,
    category,
    preset: "recommended",
    match: ["**"],
    aliases: [],
    reportsUnknown: false,
  };
}

function verdictOf({ rule, isExcepted, ...result }: RuleFinding, document: PolicyDocument): EngineVerdict {
  const { id, category, description } = rule;
  return {
    policy: {
      id,
      category,
      description,
      title: result.title ?? rule.title,
      severity: result.severity ?? rule.severity,
      remediation: result.remediation ?? rule.remediation,
    },
    message: result.message,
    document,
    address: result.address,
    root: result.root,
    path: result.path,
    exception: isExcepted ? `data.${rule.package}.exception` : undefined,
  };
}

/** Runs rules, and remembers which of them cannot be run: of each, that is said once. */
class Evaluation {
  readonly diagnostics: Diagnostic[] = [];
  readonly #failed = new Set<string>();
  readonly #said = new Set<string>();

  async run(
    unit: RegoUnit,
    rules: readonly RegoRule[],
    json: string,
    path: string | undefined,
  ): Promise<readonly RuleFinding[]> {
    const findings: RuleFinding[] = [];
    for (const rule of rules) {
      const value = await this.#valueOf(unit, rule.entrypoint, json, path);
      const { results, problem } = readResults(value, rule.title);
      if (problem !== undefined) {
        this.#say(
          rule.entrypoint,
          "rego-result",
          `The Rego rule ${nameOf(rule.entrypoint)} cannot be understood: ${problem}.`,
        );
      }
      if (results.length === 0) continue;
      const isExcepted = await this.#isExcepted(unit, rule, json, path);
      for (const result of results) findings.push({ rule, isExcepted, ...result });
    }
    return findings;
  }

  /** A package's `exception` gives lists of what follows `deny_` and its like in the names of rules. */
  async #isExcepted(unit: RegoUnit, rule: RegoRule, json: string, path: string | undefined): Promise<boolean> {
    const entrypoint = `${rule.package.replaceAll(".", "/")}/exception`;
    if (!unit.exceptions.includes(entrypoint)) return false;
    const value = await this.#valueOf(unit, entrypoint, json, path);
    const suffix = rule.name.slice(rule.kind.length + 1);
    return Array.isArray(value) && value.some((names) => Array.isArray(names) && names.includes(suffix));
  }

  async #valueOf({ runner }: RegoUnit, entrypoint: string, json: string, path: string | undefined): Promise<unknown> {
    const key = `${runner.module.name}\n${entrypoint}`;
    if (this.#failed.has(key)) return undefined;
    const evaluated = await runner.evaluate(json, entrypoint);
    if (!evaluated.ok) {
      this.#failed.add(key);
      const where = path === undefined || path === "." ? "" : ` for ${path}`;
      const message = `The Rego rule ${nameOf(entrypoint)} could not be evaluated${where}: ${evaluated.message}.`;
      this.#say(entrypoint, "rego-failed", message);
      return undefined;
    }
    if (evaluated.isCut) {
      const message = `The Rego rule ${nameOf(entrypoint)} gives more than ${mostResults} results; the rest is left out.`;
      this.#say(entrypoint, "rego-result", message);
    }
    return evaluated.value;
  }

  /** Says that there is nothing that rules are made for. */
  reportNoInput(input: RegoInput, rules: readonly RegoRule[]): void {
    const names = rules.map(({ entrypoint }) => nameOf(entrypoint)).join(", ");
    const what = { graph: "nothing", plan: "no plan as JSON", manifests: "no manifest", combined: "no manifest" }[
      input
    ];
    const hint = {
      graph: undefined,
      plan: "Name the file that `terraform show -json` wrote among the paths to scan.",
      manifests: undefined,
      combined: undefined,
    }[input];
    const message = `There was ${what} to give to rules in Rego, which judged nothing: ${names}.`;
    this.diagnostics.push({ severity: "warning", code: "rego-no-input", message, hint });
  }

  /** Rego has no word for what is not known: whoever reads a pass should hear of it. */
  reportUnknown(input: RegoInput, given: readonly GivenInput[]): void {
    const count = given.reduce((sum, { document }) => sum + document.unknownCount, 0);
    if (count === 0) return;
    const what = count === 1 ? "One value is" : `${count} values are`;
    const message = `${what} not known and left out of what rules in Rego over the ${input} see: a rule that needs one of them passes.`;
    this.diagnostics.push({ severity: "info", code: "rego-unknown-values", message });
  }

  #say(entrypoint: string, code: string, message: string): void {
    const key = `${entrypoint}\n${code}`;
    if (this.#said.has(key)) return;
    this.#said.add(key);
    this.diagnostics.push({ severity: "error", code, message });
  }
}

function nameOf(entrypoint: string): string {
  return entrypoint.replaceAll("/", ".");
}
