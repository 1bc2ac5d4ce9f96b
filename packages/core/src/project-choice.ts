import { policiesOf, withPolicies } from "./compliance/framework.js";
import { findSources } from "./loaded-sources.js";
import type { PolicyChoice } from "./policy/choice.js";
import { selectable, type PolicyOptions } from "./policy/load.js";
import type { PresetPolicies } from "./project/choose.js";
import { explainPlace, type Explanation } from "./project/explain.js";
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
  const presets = await presetPolicies(project, options);
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
  project.choose(selectable(options), await presetPolicies(project, options), {
    report: (diagnostic) => said.push(diagnostic),
  });
  return [...project.problems, ...project.notes, ...said];
}

/** Says of each setting what its value at a place is, and which line decided that. */
export async function explainConfiguration(options: ConfiguredOptions, place: Place): Promise<Explanation> {
  const { project } = options;
  const presets = await presetPolicies(project, options);
  const policies = selectable(options);
  project.choose(policies, presets, { report: () => undefined });
  return explainPlace(project, place, policies, presets);
}

/** The policies of the frameworks that the configuration names as presets. */
async function presetPolicies(
  project: Project,
  { frameworkCatalogue, policies = [] }: ScanOptions,
): Promise<PresetPolicies> {
  const plain = new Set(["recommended", "strict", "all"]);
  const wanted = [...project.presetNames].filter((name) => !plain.has(name));
  if (frameworkCatalogue === undefined || wanted.length === 0) return { names: [], ids: new Map() };
  const own = "load" in policies ? [] : policies.flatMap((each) => ("load" in each ? [] : [each]));
  const ids = new Map<string, ReadonlySet<string>>();
  for (const name of wanted) {
    const framework = await frameworkCatalogue.load(name);
    if (framework !== undefined) ids.set(name, policiesOf([withPolicies(framework, own)]));
  }
  return { names: (await frameworkCatalogue.entries()).map(({ id }) => id), ids };
}
