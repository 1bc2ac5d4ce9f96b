import type { Finding, FrameworkResult, NodeKind, ReportedDiagnostic, ScanCoverage, Summary } from "@lintel/core";

/** What is the same for all findings of a policy, and written once. */
export interface PagePolicy {
  readonly id: string;
  readonly aliases: readonly string[];
  readonly category: string;
  readonly title: string;
  readonly description: string;
  readonly remediation: string;
  readonly controls: Finding["controls"];
}

/** A finding, without what its policy says of it. */
export interface PageFinding extends Omit<Finding, keyof PagePolicy | "policy" | "fingerprint"> {
  /** The fingerprint, with a number where another finding has the same. */
  readonly id: string;
  /** Index among the policies. */
  readonly policy: number;
}

/** A node of the graph: indices of its root, type and kind, its address, the index of its file, and its line. */
export type PageNode = readonly [
  root: number,
  address: string,
  type: number,
  kind: number,
  file: number,
  line: number,
  change: string,
];

/** An edge of the graph: indices of two nodes, of its kind, and of what makes it. */
export type PageEdge = readonly [from: number, to: number, kind: number, attribute: number];

/** The graph, with every text that occurs often written once. */
export interface PageGraph {
  readonly roots: readonly string[];
  readonly types: readonly string[];
  readonly kinds: readonly NodeKind[];
  readonly files: readonly string[];
  readonly edgeKinds: readonly string[];
  readonly attributes: readonly string[];
  readonly nodes: readonly PageNode[];
  readonly edges: readonly PageEdge[];
  /** How many nodes and connections there are, of which the page may hold only some. */
  readonly nodeCount: number;
  readonly edgeCount: number;
}

/** Everything that the page shows. */
export interface PageData {
  readonly tool: { readonly name: string; readonly version: string };
  readonly summary: Summary;
  readonly coverage: ScanCoverage | null;
  readonly frameworks: readonly FrameworkResult[];
  readonly diagnostics: readonly ReportedDiagnostic[];
  readonly policies: readonly PagePolicy[];
  readonly findings: readonly PageFinding[];
  readonly graph: PageGraph | null;
}
