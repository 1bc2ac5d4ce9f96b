import { policiesOf, withPolicies } from "./compliance/framework.js";
import type { PolicyChoice } from "./policy/choice.js";
import type { PolicyOptions } from "./policy/load.js";
import type { PresetPolicies } from "./project/choose.js";
import type { Project } from "./project/project.js";
import type { ScanOptions } from "./scan-options.js";

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
