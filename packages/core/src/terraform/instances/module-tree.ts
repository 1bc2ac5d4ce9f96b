import type { GraphNode } from "../../graph/graph.js";
import type { ReportDiagnostic } from "../../source/diagnostic.js";
import { reportMisuse } from "../configuration/check-module.js";
import { configurationAliases } from "../configuration/configuration-aliases.js";
import type { LockFile } from "../configuration/lock-file.js";
import type { Declaration, Module } from "../configuration/module.js";
import { traversalText } from "../configuration/traversal-text.js";
import { declarationNode, moduleCallNode, providerNode, settingsNode } from "./block-node.js";
import { checkConditions } from "./conditions.js";
import { checkVariable } from "./input-value.js";
import type { ModuleInstance } from "./module-instance.js";
import { requiredProviderNodes } from "./required-provider.js";
import { ResourceNode } from "./resource-node.js";
import type { RootModule } from "./root-module.js";

/** A root module with more nodes than this is cut off: modules that call modules multiply. */
const maximumNodes = 100_000;

/** Makes the nodes of a root module and of everything it calls. Only `count`, `for_each` and conditions are evaluated for it. */
export function nodesOfRoot(root: RootModule, lockFile: LockFile | undefined): readonly GraphNode[] {
  const nodes: GraphNode[] = [];
  const seen = new Set<string>();
  const pending: ModuleInstance[] = [root.instance];
  for (let module = pending.pop(); module !== undefined; module = pending.pop()) {
    if (!seen.has(module.module.directory)) {
      seen.add(module.module.directory);
      addStaticNodes(nodes, module, lockFile);
    }
    validateInputs(module);
    for (const { name } of module.module.providers.values()) addProvider(nodes, module, name);
    for (const address of module.module.resources.keys()) {
      for (const instance of module.resource(address)?.instances() ?? []) nodes.push(new ResourceNode(instance));
    }
    const callees: ModuleInstance[] = [];
    for (const [name, declaration] of module.module.calls) {
      checkArguments(module, declaration);
      for (const call of module.moduleCall(name)?.instances() ?? []) {
        nodes.push(moduleCallNode(call));
        if (call.module !== undefined) callees.push(call.module);
      }
    }
    checkConditions(module);
    pending.push(...callees.reverse());
    if (nodes.length + pending.length > maximumNodes) {
      reportTooMany(module);
      break;
    }
  }
  return nodes;
}

function addStaticNodes(nodes: GraphNode[], module: ModuleInstance, lockFile: LockFile | undefined): void {
  const settings = settingsNode(module);
  if (settings !== undefined) nodes.push(settings);
  nodes.push(...requiredProviderNodes(module, lockFile));
  const report: ReportDiagnostic = (diagnostic) => {
    module.root.evaluation.report(diagnostic);
  };
  reportMisuse(module.module, module.call === undefined, report);
  for (const declaration of module.module.variables.values()) checkVariable(module, declaration);
  for (const declaration of module.module.variables.values())
    nodes.push(declarationNode(module, "variable", declaration));
  for (const declaration of module.module.outputs.values()) nodes.push(declarationNode(module, "output", declaration));
}

function addProvider(nodes: GraphNode[], module: ModuleInstance, name: string): void {
  const declaration = module.module.providers.get(name);
  if (declaration !== undefined) nodes.push(providerNode(module, declaration));
}

/** Validations are looked at even where no policy reads the variable. */
function validateInputs(module: ModuleInstance): void {
  for (const { name, content } of module.module.variables.values()) {
    const variable = content.blocksOf("validation").length === 0 ? undefined : module.variable(name);
    if (variable !== undefined) module.root.evaluation.compute(variable);
  }
}

/** Arguments of every module call. */
const callArguments: ReadonlySet<string> = new Set([
  "source",
  "version",
  "count",
  "for_each",
  "providers",
  "depends_on",
]);

/** Looks whether a call has the arguments and the providers that the module asks for, and no other arguments. */
function checkArguments(module: ModuleInstance, declaration: Declaration): void {
  const { name, content, written } = declaration;
  const callee = module.moduleCall(name)?.callee;
  if (callee === undefined) return;
  checkProviders(module, declaration, callee);
  const { evaluation } = module.root;
  for (const [argument, { file, attribute }] of content.attributes) {
    if (callArguments.has(argument) || callee.variables.has(argument)) continue;
    evaluation.report({
      severity: "warning",
      code: "unsupported-argument",
      message: `The module has no variable named "${argument}".`,
      range: { file, start: attribute.start, end: attribute.nameEnd },
    });
  }
  for (const variable of callee.variables.values()) {
    if (variable.content.attributes.has("default") || content.attributes.has(variable.name)) continue;
    const message = `The module needs a value for "${variable.name}", which has no default.`;
    evaluation.report({ severity: "warning", code: "missing-argument", message, range: written.range });
  }
}

/** A provider with an alias is nowhere inherited. */
function checkProviders({ root }: ModuleInstance, { content, written }: Declaration, callee: Module): void {
  const providers = content.attributes.get("providers")?.attribute.expression;
  if (providers !== undefined && providers.kind !== "object") return;
  const passed = new Set(providers?.items.map(({ key }) => traversalText(key)));
  for (const alias of configurationAliases(callee)) {
    if (passed.has(alias)) continue;
    const message = `The module needs to be passed a provider configuration "${alias}".`;
    root.evaluation.report({ severity: "warning", code: "missing-provider", message, range: written.range });
  }
}

function reportTooMany(module: ModuleInstance): void {
  module.root.evaluation.report({
    severity: "warning",
    code: "too-many-instances",
    message: `This root module has more than ${String(maximumNodes)} instances; what lies beyond is left out.`,
    path: module.root.domain,
  });
}
