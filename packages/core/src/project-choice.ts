import { policiesOf, withPolicies } from "./compliance/framework.js";
import { findSources } from "./loaded-sources.js";
import { PolicyNames, type SelectablePolicy } from "./policy/catalogue.js";
import type { PolicyChoice } from "./policy/choice.js";
import { selectable, type PolicyOptions } from "./policy/load.js";
import type { Policy } from "./policy/policy.js";
import { parameterised } from "./project/check-parameters.js";
import type { PolicyKnowledge } from "./project/choose.js";
import { explainPlace, type ExplainedFlags, type Explanation } from "./project/explain.js";
import type { Place } from "./project/layers.js";
import type { Project } from "./project/project.js";
import type { ScanOptions } from "./scan-options.js";
import type { Diagnostic } from "./source/diagnostic.js";

/** Nothing is judged by a configuration that is wrong: it may have meant anything. */
const nothing: PolicyChoice = {
  general: { settingsOf: () => undefined },
  at: () => nothing.general,
};

/** Lets the configuration choose among the policies, where there is one. What there is to say of it is reported. */
export async function chooserOf(
  options: ScanOptions,
  mapped: ReadonlySet<string> | undefined,
): Promise<PolicyOptions["choose"]> {
  const { project, preset, policy, skipPolicy, parameters } = options;
  if (project === undefined) return undefined;
  const presets = await knowledgeFor(project, options);
  return (policies, report) => {
    const choice = project.choose(policies, presets, { preset, mapped, policy, skipPolicy, parameters, report });
    [...project.problems, ...project.notes].forEach(report);
    return project.problems.length === 0 ? choice : nothing;
  };
}

/** What checks and explains a configuration. */
type ConfiguredOptions = ScanOptions & { readonly project: Project };

/**
 * Checks a configuration and everything below the paths that belongs to it, against the policies that there are. Returns what is
 * wrong, as errors, and what else there is to say.
 */
export async function checkConfiguration(options: ConfiguredOptions): Promise<readonly Diagnostic[]> {
  const { project } = options;
  await findSources(options);
  const said: Diagnostic[] = [];
  project.choose(selectable(options), await knowledgeFor(project, options), {
    report: (diagnostic) => said.push(diagnostic),
  });
  return [...project.problems, ...project.notes, ...said];
}

/**
 * Says of each setting what its value at a place is, and which line or flag decided that. The flags are what no options of a scan
 * tell.
 */
export async function explainConfiguration(
  options: ConfiguredOptions,
  place: Place,
  flags: Omit<ExplainedFlags, "preset" | "mapped" | "policy" | "skipPolicy" | "workspace" | "scenarios"> = {},
): Promise<Explanation> {
  const { project, preset, policy, skipPolicy, workspace, scenarios, frameworks = [] } = options;
  const presets = await knowledgeFor(project, options);
  const policies = selectable(options);
  project.choose(policies, presets, { report: () => undefined });
  const mapped = frameworks.length === 0 ? undefined : policiesOf(frameworks);
  const all = { ...flags, preset, mapped, policy, skipPolicy, workspace, scenarios };
  return explainPlace(project, place, { policies, presets }, all);
}

/** What there is to know of the policies, as far as the configuration asks. */
async function knowledgeFor(
  project: Project,
  { frameworkCatalogue, policies = [], engines }: ScanOptions,
): Promise<PolicyKnowledge> {
  const parameters = await parametersOf(project, selectable({ policies, engines }));
  const plain = new Set(["recommended", "strict", "all"]);
  const wanted = [...project.presetNames].filter((name) => !plain.has(name));
  if (frameworkCatalogue === undefined || wanted.length === 0) return { names: [], ids: new Map(), parameters };
  const own = "load" in policies ? [] : policies.flatMap((each) => ("load" in each ? [] : [each]));
  const ids = new Map<string, ReadonlySet<string>>();
  for (const name of wanted) {
    const framework = await frameworkCatalogue.load(name);
    if (framework !== undefined) ids.set(name, policiesOf([withPolicies(framework, own)]));
  }
  return { names: (await frameworkCatalogue.entries()).map(({ id }) => id), ids, parameters };
}

/** The parameters of the policies that the configuration gives some: these are loaded for it. */
async function parametersOf(
  project: Project,
  policies: readonly SelectablePolicy[],
): Promise<PolicyKnowledge["parameters"]> {
  const parameters = new Map<string, NonNullable<Policy["parameters"]>>();
  for (const { entry, source } of parameterised(project.mentions, new PolicyNames(policies))) {
    const [policy] = await source.load(new Set([entry.id]));
    if (policy !== undefined) parameters.set(entry.id, policy.parameters ?? {});
  }
  return parameters;
}
