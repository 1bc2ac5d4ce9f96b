import type { GraphNode } from "./graph/graph.js";
import type { Reading } from "./graph/reading.js";
import { completeAddress, splitsOf } from "./evaluated-address.js";
import { findSources, loadConfigurations, type FoundSources, type ReportedPaths } from "./loaded-sources.js";
import type { LoadedPlan } from "./loaded-plans.js";
import { locate } from "./policy/assemble.js";
import type { Location, NotedLocation, ReportedDiagnostic } from "./policy/finding.js";
import { nearest } from "./policy/nearest.js";
import { holdsIssuedSecret, isSecretName } from "./policy/secret-text.js";
import type { SourceOptions } from "./scan-options.js";
import { directoryOf } from "./source/paths.js";
import { addressesOf, evaluateConfiguration } from "./terraform/instances/evaluate-configuration.js";
import {
  dataOfConfiguration,
  dataOfReading,
  dataToJson,
  type EvaluatedData,
} from "./terraform/instances/evaluated-data.js";
import { readAddress } from "./terraform/instances/read-address.js";
import { alwaysSet } from "./terraform/instances/resource-block.js";
import type { RootModule } from "./terraform/instances/root-module.js";
import { moduleAround } from "./terraform/plan/address.js";
import { planFileKinds } from "./terraform/plan/kind-of-plan.js";

/** A value that an address of a configuration, a plan or a state names. */
export interface EvaluatedValue {
  readonly address: string;
  readonly data: EvaluatedData;
  /** Where it is written, or the header of what it is. */
  readonly location: Location;
  /** The way to the line to edit, nearest hop first; empty where the value stands at `location`. */
  readonly trace: readonly NotedLocation[];
}

/** A root module, a plan or a state, whose values can be asked for. Each is evaluated when it is first needed. */
export interface EvaluatedRoot {
  /** Its directory relative to the scan root, which is `"."` itself. */
  readonly directory: string;
  /** The addresses of all variables, locals, outputs, providers and resource instances of it and its modules. */
  addresses(): readonly string[];
  /**
   * Returns what an address names, seen from the root module: `local.x`, `module.a["x"].var.y`, `aws_subnet.a[0].cidr_block`,
   * `provider.aws.west`. An address without instance keys names all instances, `module.a` all its outputs, and `module.a.y` its
   * output `y`. Nothing where there is no such thing.
   */
  read(address: string): readonly EvaluatedValue[];
  /**
   * Evaluates everything and writes it as one JSON object, `{"locals": {…}, "outputs": {…}, "resources": {…}}`: numbers with all
   * digits, an unknown as `{"$unknown": reason}`, a failed value as `{"$error": code}`, a sensitive one as `{"$sensitive": true}`.
   */
  toJson(): string;
}

/** The root modules of a configuration, or one plan, and what is wrong with it. */
export interface Evaluated {
  /** In order of their directories. */
  readonly roots: readonly EvaluatedRoot[];
  /** What was wrong so far: values that are asked for later may add to it. */
  readonly diagnostics: () => readonly ReportedDiagnostic[];
}

/**
 * Loads the Terraform configurations under the given paths for their values to be asked for. Of a path that is a root module
 * itself, only that is loaded; otherwise all root modules below it. Of a plan or a state that is named, the values are those
 * that it tells, joined to its configuration where that is at hand.
 */
export async function evaluate(options: SourceOptions): Promise<Evaluated> {
  const sources = await findSources(options);
  const { discovered, log, reported } = sources;
  const diagnostics = () => log.sorted();
  const planFile = discovered.find(({ isNamed, kind }) => isNamed && planFileKinds.has(kind));
  if (planFile !== undefined) {
    const plan = await loadPlanOf(sources, options);
    return { roots: plan === undefined ? [] : [evaluatedRoot(await sourceOfPlan(plan))], diagnostics };
  }
  const own = discovered.filter(({ path, kind }) => kind === "terraform" && isDirectlyIn(reported, path));
  const { roots, nodes } = await loadConfigurations(
    { ...sources, discovered: own.length > 0 ? own : discovered },
    options,
    sources.values.general,
  );
  const providers = providersByDomain(nodes);
  return { roots: roots.map((root) => evaluatedRoot(sourceOfConfiguration(root, providers))), diagnostics };
}

function isDirectlyIn(reported: ReportedPaths, path: string): boolean {
  return reported.isGiven(path) || reported.isGiven(directoryOf(path));
}

async function loadPlanOf(
  { discovered, files, log, reported, values }: FoundSources,
  { sourceDirectory }: SourceOptions,
): Promise<LoadedPlan | undefined> {
  const { loadPlans } = await import("./loaded-plans.js");
  const { workspace } = values.general;
  const { plans, sourceDirectories } = await loadPlans(discovered, {
    files,
    workspace,
    sourceDirectory,
    report: log.report,
    reportOfPlace: log.reportOfPlace,
  });
  sourceDirectories.forEach(reported.add);
  return plans[0];
}

/** Where the values come from that can be asked for. */
interface ValueSource {
  readonly directory: string;
  /** The configuration, where it is at hand. */
  readonly root: RootModule | undefined;
  /** What is read as it is, and not evaluated: providers, and everything that a plan tells, by address. */
  readonly readings: ReadonlyMap<string, Reading>;
  /** Whether the resources are among these. */
  readonly isPlan: boolean;
}

function providersByDomain(nodes: readonly GraphNode[]): ReadonlyMap<string, readonly GraphNode[]> {
  const byDomain = new Map<string, GraphNode[]>();
  for (const node of nodes) {
    if (node.kind !== "provider") continue;
    const providers = byDomain.get(node.domain);
    if (providers === undefined) byDomain.set(node.domain, [node]);
    else providers.push(node);
  }
  return byDomain;
}

function sourceOfConfiguration(root: RootModule, providers: ReadonlyMap<string, readonly GraphNode[]>): ValueSource {
  const readings = readingsOf(providers.get(root.domain) ?? []);
  return { directory: root.domain, root, readings, isPlan: false };
}

async function sourceOfPlan({ plan, nodes, domain, roots }: LoadedPlan): Promise<ValueSource> {
  const { valuesOfPlan } = await import("./terraform/plan/planned-values.js");
  const [root] = roots;
  const configured = (address: string) => (root === undefined ? undefined : readAddress(root, address));
  const values = [...valuesOfPlan(plan, configured)];
  // Where a variable is declared, its trace leads to where its value was given.
  const told = values.filter(([address]) => root === undefined || !address.startsWith("var."));
  const shown = nodes.filter(({ kind }) => kind === "provider" || kind === "resource" || kind === "data");
  return { directory: domain, root, readings: new Map([...told, ...readingsOf(shown)]), isPlan: true };
}

function readingsOf(nodes: readonly GraphNode[]): ReadonlyMap<string, Reading> {
  return new Map(nodes.map(({ address, reading }) => [address, reading]));
}

function evaluatedRoot(source: ValueSource): EvaluatedRoot {
  let known: readonly string[] | undefined;
  const addresses = (): readonly string[] => (known ??= addressesIn(source));
  return {
    directory: source.directory,
    addresses,
    read: (address) => {
      const exact = readExactly(source, address);
      if (exact !== undefined) return [shownValue(address, exact)];
      return addresses().flatMap((each) => {
        const complete = completeAddress(address, each);
        const reading = complete === undefined ? undefined : readExactly(source, complete);
        return complete === undefined || reading === undefined ? [] : [shownValue(complete, reading)];
      });
    },
    toJson: () => dataToJson(dataIn(source)),
  };
}

function addressesIn({ root, readings, isPlan }: ValueSource): readonly string[] {
  const evaluated = root === undefined ? [] : addressesOf(root);
  // What a plan tells of resources is all that there will be.
  const own = isPlan ? evaluated.filter((address) => namedValue.test(address)) : evaluated;
  return [...new Set([...own, ...readings.keys()])];
}

/** A variable, local or output, as opposed to a resource; what follows the name may be a path inside it. */
const namedValue = /^(?:module\.[^.[\]"]+(?:\[(?:"(?:[^"\\]|\\.)*"|[^\]"]*)\])?\.)*(?:local|var|output)\./;

function readExactly({ root, readings, isPlan }: ValueSource, address: string): Reading | undefined {
  for (const { start, path } of splitsOf(address)) {
    const reading = readings.get(start);
    if (reading !== undefined) return descend(reading, path);
  }
  if (root === undefined || (isPlan && !namedValue.test(address))) return undefined;
  const reading = readAddress(root, address);
  return reading?.kind === "unknown" && isMisspelt(root, address) ? undefined : reading;
}

function descend(start: Reading, path: readonly (string | number)[]): Reading | undefined {
  let reading: Reading | undefined = start;
  for (const step of path) {
    if (reading?.kind === "object")
      reading = reading.keys().includes(String(step)) ? reading.get(String(step)) : undefined;
    else if (reading?.kind === "list") reading = typeof step === "number" ? reading.items[step] : undefined;
    else return reading?.kind === "unknown" ? reading : undefined;
  }
  return reading;
}

function shownValue(address: string, reading: Reading): EvaluatedValue {
  return {
    address,
    data: withoutSecrets(dataOfReading(reading), !namedValue.test(address), lastName.exec(address)?.[1]),
    location: locate(reading.range),
    trace: (reading.trace?.() ?? []).map(({ range, message }) => ({ location: locate(range), message })),
  };
}

const lastName = /\.([^.[\]"]+)(?:\[\d+\])*$/;

/** The values of a source as one object; what a plan tells stands in place of what its configuration says. */
function dataIn({ root, readings, isPlan }: ValueSource): EvaluatedData {
  const evaluated = root === undefined ? undefined : dataOfConfiguration(evaluateConfiguration(root));
  const outputs = new Map(entriesOf(evaluated?.outputs));
  const resources = new Map(isPlan ? [] : entriesOf(evaluated?.resources));
  for (const [address, reading] of readings) {
    if (address.startsWith("output.")) outputs.set(address.slice("output.".length), dataOfReading(reading));
    else if (!isVariableOrProvider(address)) resources.set(address, dataOfReading(reading));
  }
  const sections = [
    ["locals", withoutSecrets(evaluated?.locals ?? { kind: "object", entries: new Map() }, false)],
    ["outputs", withoutSecrets({ kind: "object", entries: outputs }, false)],
    ["resources", withoutSecrets({ kind: "object", entries: resources }, true)],
  ] as const;
  return { kind: "object", entries: new Map(sections) };
}

/** A variable of the root module, or a provider wherever it is configured. */
function isVariableOrProvider(address: string): boolean {
  const around = moduleAround(address);
  const name = around === undefined ? address : address.slice(around.length + 1);
  return /^(?:var|provider)\./.test(name);
}

function entriesOf(data: EvaluatedData | undefined): Iterable<readonly [string, EvaluatedData]> {
  return data?.kind === "object" ? data.entries : [];
}

/** Whether an attribute is not written, but one with nearly the same name is: without a schema, more cannot be told. */
function isMisspelt(root: RootModule, address: string): boolean {
  const match = /^(.*)\.([\w-]+)$/.exec(address);
  const [, around = "", name = ""] = match ?? [];
  if (match === null || alwaysSet.has(name)) return false;
  const reading = readAddress(root, around);
  if (reading?.kind !== "object") return false;
  const names = reading.keys();
  return !names.includes(name) && nearest(name, names) !== undefined;
}

/**
 * Leaves out what looks like a secret: texts in the formats of known issuers, and in resources, whose attributes have names
 * that mean something, texts whose name says that they are secret.
 */
function withoutSecrets(data: EvaluatedData, isOfResource: boolean, name = ""): EvaluatedData {
  switch (data.kind) {
    case "string": {
      const isSecret = holdsIssuedSecret(data.value) || (isOfResource && data.value !== "" && isSecretName(name));
      return isSecret ? { kind: "sensitive" } : data;
    }
    case "list":
      return { kind: "list", items: data.items.map((item) => withoutSecrets(item, isOfResource, name)) };
    case "object": {
      const entries = [...data.entries].map(([key, entry]) => [key, withoutSecrets(entry, isOfResource, key)] as const);
      return { kind: "object", entries: new Map(entries) };
    }
    default:
      return data;
  }
}
