import type { Finding, FrameworkResult, ScanResult } from "@lintel/core";
import type { ReportingDescriptorRelationship, ToolComponent, ToolComponentReference } from "sarif";

/** The frameworks whose controls the rules of a run serve, and how rules refer to them. */
export interface Taxonomies {
  readonly components: ToolComponent[];
  readonly references: ToolComponentReference[];
  /** The controls of a policy as what its rule is related to. */
  readonly relationshipsOf: (finding: Finding) => ReportingDescriptorRelationship[];
}

/** Makes a taxonomy of each framework that is named, with those of its controls that are, sorted by their ids. */
export function taxonomiesOf(findings: readonly Finding[], { frameworks = [] }: ScanResult): Taxonomies {
  const named = controlsByFramework(findings);
  const names = [...named.keys()].sort();
  const indices = new Map(names.map((name, index) => [name, index]));
  const components = names.map((name) => {
    const known = frameworks.find(({ id }) => id === name);
    return componentOf(name, [...(named.get(name) ?? [])].sort(), known);
  });
  const taxa = components.map(({ taxa: list = [] }) => new Map(list.map(({ id }, index) => [id, index])));
  return {
    components,
    references: names.map((name, index) => ({ name, index })),
    relationshipsOf: ({ controls }) =>
      Object.keys(controls)
        .sort()
        .flatMap((framework) => {
          const index = indices.get(framework) ?? -1;
          const toolComponent = { name: framework, index };
          return (controls[framework] ?? []).map((id) => ({
            target: { id, index: taxa[index]?.get(id) ?? -1, toolComponent },
            kinds: ["relevant"],
          }));
        }),
  };
}

function controlsByFramework(findings: readonly Finding[]): ReadonlyMap<string, ReadonlySet<string>> {
  const named = new Map<string, Set<string>>();
  for (const { controls } of findings) {
    for (const [framework, ids] of Object.entries(controls)) {
      const known = named.get(framework) ?? new Set();
      for (const id of ids) known.add(id);
      named.set(framework, known);
    }
  }
  return named;
}

function componentOf(name: string, ids: readonly string[], framework: FrameworkResult | undefined): ToolComponent {
  const titles = new Map(framework?.controls.map(({ id, title }) => [id, title]));
  return {
    name,
    ...(framework === undefined ? {} : { fullName: framework.title, version: framework.edition }),
    shortDescription: { text: `Controls of ${framework?.title ?? name}.` },
    isComprehensive: false,
    taxa: ids.map((id) => {
      const title = titles.get(id);
      return title === undefined ? { id } : { id, shortDescription: { text: title } };
    }),
  };
}
