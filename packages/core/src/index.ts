export {
  checkFixture,
  FixtureError,
  measureFixture,
  type FindingVerdict,
  type FixtureCheck,
  type FixtureFiles,
  type FixtureMeasure,
} from "./check-fixture.js";
export type { EdgeKind, NodeKind } from "./graph/graph.js";
export type { UnknownReason } from "./graph/reading.js";
export {
  evaluate,
  readGraph,
  type Evaluated,
  type EvaluatedRoot,
  type EvaluatedValue,
  type ShownEdge,
  type ShownGraph,
  type ShownNode,
} from "./inspect.js";
export type { ParserChoice } from "./parsed-files.js";
export { catalogueOf, entryOf, type PolicyCatalogue, type PolicyEntry, type PresetChoice } from "./policy/catalogue.js";
export {
  severities,
  type Excerpt,
  type Finding,
  type FindingResource,
  type FindingStatus,
  type Fix,
  type Location,
  type NotedLocation,
  type ReportedDiagnostic,
  type ScanResult,
  type Severity,
  type Summary,
  type Suppression,
} from "./policy/finding.js";
export type { Unexercised } from "./policy/authoring/coverage.js";
export type { Mutant } from "./policy/authoring/mutants.js";
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
export { locatePolicy, readPolicy } from "./policy/read.js";
export { scan } from "./scan.js";
export type { ScanOptions, ScanProgress, ScanStage, SourceOptions, VariableInput } from "./scan-options.js";
export type { Diagnostic } from "./source/diagnostic.js";
export type { DirectoryEntry, HostError, HostResult, SourceHost } from "./source/host.js";
export { createMemoryHost } from "./source/memory-host.js";
export type { Position, SourceRange } from "./source/source-file.js";
export { SourceFile } from "./source/source-file.js";
export { nearest } from "./policy/nearest.js";
export { dataToJson, type EvaluatedData } from "./terraform/instances/evaluated-data.js";
export { version } from "./version.js";
