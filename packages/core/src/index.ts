export {
  checkFixture,
  FixtureError,
  measureFixture,
  type FindingVerdict,
  type FixtureCheck,
  type FixtureFiles,
  type FixtureMeasure,
} from "./check-fixture.js";
export { fix, type FixResult, type RefusedFix, type WantedFixes } from "./fix.js";
export {
  makeEvidence,
  type Evidence,
  type EvidenceControl,
  type EvidenceFramework,
  type EvidenceInput,
  type EvidenceParts,
  type EvidencePolicy,
  type EvidenceRepository,
  type EvidenceResource,
  type EvidenceSettings,
  type EvidenceState,
  type EvidenceVerdict,
  type HashedFile,
} from "./compliance/evidence.js";
export { baselineVersion, writeBaseline, type Baseline, type BaselineEntry } from "./baseline/baseline.js";
export type { BaselineOptions } from "./baseline/apply.js";
export { mergeBaselines } from "./baseline/merge.js";
export { readBaseline, type ReadBaseline } from "./baseline/read.js";
export type { BaselineIncrease, ChangedBaseline } from "./baseline/update.js";
export { makeBaseline, type BaselineChange, type MadeBaseline } from "./make-baseline.js";
export { readFramework, type ReadFramework } from "./compliance/read.js";
export {
  bindFramework,
  frameworkEntryOf,
  policiesOf,
  type Framework,
  type FrameworkCatalogue,
  type FrameworkControl,
  type FrameworkEntry,
} from "./compliance/framework.js";
export type { FixedFile } from "./editable-sources.js";
export { unifiedDiff, type UnifiedDiff } from "./unified-diff.js";
export type { EdgeKind, NodeKind } from "./graph/graph.js";
export type { UnknownReason } from "./graph/reading.js";
export { evaluate, type Evaluated, type EvaluatedRoot, type EvaluatedValue } from "./inspect.js";
export type { ParserChoice } from "./parsed-files.js";
export { catalogueOf, entryOf, type PolicyCatalogue, type PolicyEntry, type PresetChoice } from "./policy/catalogue.js";
export type { AbsentAttribute, Attribute, KnownAttribute, UnknownAttribute } from "./policy/code/attribute.js";
export type { FailureDetails, PolicyContext, PolicyPlace, PolicyVerdict } from "./policy/code/context.js";
export {
  definePolicy,
  type DefinedPolicy,
  type EvaluateNode,
  type PolicyDefinition,
} from "./policy/code/define-policy.js";
export { describeFixes } from "./policy/fix/describe-fix.js";
export { loadModulePolicies } from "./policy/code/load-module.js";
export type { LinkedNodes, LinkedQuery, PolicyNode, PolicyNodeChange } from "./policy/code/node.js";
export type { PluginPolicies } from "./policy/code/plugin.js";
export type {
  EngineOutcome,
  EnginePolicy,
  EngineVerdict,
  PolicyDocument,
  PolicyDocuments,
  PolicyEngine,
} from "./policy/engine.js";
export {
  enforcements,
  severities,
  type BaselineState,
  type Enforcement,
  type Excerpt,
  type Finding,
  type FindingResource,
  type FindingScenarios,
  type FindingStatus,
  type Fix,
  type Location,
  type NotApplicable,
  type NotedLocation,
  type ReportedDiagnostic,
  type ResultComparison,
  type ScanCoverage,
  type ScanResult,
  type Severity,
  type Summary,
  type Suppression,
} from "./policy/finding.js";
export { examplesOf, type PolicyExamples, type ShowResult } from "./document-policy.js";
export type { Unexercised } from "./policy/authoring/coverage.js";
export { lintPolicy, type LintedPolicy } from "./policy/authoring/lint.js";
export type { Mutant } from "./policy/authoring/mutants.js";
export { policyIndex, policyPage, type IndexEntry, type PageExample, type PageParts } from "./policy/authoring/page.js";
export { ProviderSchemas, type ProviderSchemaData } from "./policy/authoring/provider-schema.js";
export { scaffoldPolicy, type NewPolicy, type Scaffold } from "./policy/authoring/scaffold.js";
export type { Mutation } from "./policy/authoring/survivors.js";
export type { ExpectedVerdict, FixtureDifference, GivenVerdict, LocatedVerdict } from "./policy/fixtures.js";
export type { ParsedPolicy } from "./policy/parse.js";
export {
  aliasesOf,
  categories,
  matchOf,
  presets,
  type Category,
  type Data,
  type DataMap,
  type Each,
  type Policy,
  type PolicyCase,
  type PolicyParameter,
  type PolicyPath,
  type Preset,
} from "./policy/policy.js";
export { conditionNames, operatorNames } from "./policy/condition.js";
export type { ImportedPolicy } from "./policy/checkov/import.js";
export { importPolicy, isCheckovText, locatePolicy, policyJsonSchema, readPolicy } from "./policy/read.js";
export { isDay } from "./policy/suppressions/suppression.js";
export { readYaml, type ReadYaml } from "./read-yaml.js";
export { compareScans, type LaterScan, type ScanComparison, type ScanRecord } from "./baseline/compare.js";
export type { ScanScope } from "./baseline/places.js";
export type { FindingOrigin } from "./policy/assemble.js";
export { scan } from "./scan.js";
export { openSession, Session, type SessionOptions, type SessionScan } from "./session.js";
export type { ChangedPaths } from "./source/remembering-host.js";
export {
  loadProject,
  Project,
  type NamedConfiguration,
  type ProjectOptions,
  type Thresholds,
} from "./project/project.js";
export { outlineOf, type OutlinedPart } from "./outline.js";
export { compilePathGlob, type PathTest } from "./graph/path-glob.js";
export { checkConfiguration, explainConfiguration } from "./project-choice.js";
export type {
  ExplainedFlags,
  ExplainedPolicy,
  ExplainedSetting,
  ExplainedValue,
  Explanation,
} from "./project/explain.js";
export type { Place } from "./project/layers.js";
export { configurationJsonSchema } from "./project/read-schema.js";
export { reportedDiagnostics } from "./policy/diagnostics.js";
export type { Decision, Origin, Wish } from "./project/decision.js";
export type { RunSettings, ScenarioSettings, VariableSettings } from "./project/run-settings.js";
export type { FailOn } from "./project/settings.js";
export type { ScanOptions, ScanProgress, ScanStage, SourceOptions, VariableInput } from "./scan-options.js";
export type { PolicyTime, ScanStatistics, StatisticsOptions } from "./statistics.js";
export type { Diagnostic } from "./source/diagnostic.js";
export type { DirectoryEntry, HostError, HostResult, SourceHost } from "./source/host.js";
export { createMemoryHost } from "./source/memory-host.js";
export type { Position, SourceRange } from "./source/source-file.js";
export { SourceFile } from "./source/source-file.js";
export type { ControlResult, ControlState, Coverage, FrameworkResult } from "./policy/framework-result.js";
export { nearest } from "./policy/nearest.js";
export { dataToJson, type EvaluatedData } from "./terraform/instances/evaluated-data.js";
export { readGraph, type ShownChange, type ShownEdge, type ShownGraph, type ShownNode } from "./shown-graph.js";
export { mayNamePlan } from "./terraform/plan/kind-of-plan.js";
export { version } from "./version.js";
