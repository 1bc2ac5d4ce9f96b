import type { Graph } from "../../graph/graph.js";
import type { ReportDiagnostic } from "../../source/diagnostic.js";
import type { CompiledPolicy } from "../compile.js";
import { evaluatePolicies } from "../evaluate.js";
import type { LocatedVerdict } from "../fixtures.js";

/** A verdict with the thing that it is about, so that verdicts of two policies on one thing can be told to be different. */
export interface Judgement extends LocatedVerdict {
  readonly address: string;
  /** The thing: the node, or one element of what `each` iterates over. */
  readonly thing: string;
}

/** Judges every node of a graph by one policy. */
export function judge(
  graph: Graph,
  policy: CompiledPolicy,
  report: ReportDiagnostic,
  today?: string,
): readonly Judgement[] {
  const judgements: Judgement[] = [];
  evaluatePolicies(
    graph,
    [policy],
    {
      onVerdict: ({ node, status, outcome, reading, case: { each } }) => {
        const { file, start } = outcome.reading?.range ?? node.range;
        const element = each === undefined ? "" : ` ${reading.range.file.path}:${String(reading.range.start)}`;
        judgements.push({
          file: file.path,
          line: file.positionAt(start).line,
          status,
          address: node.address,
          thing: `${node.domain} ${node.address}${element}`,
        });
      },
      onPass: (_policy, { address, domain, range }) => {
        const { line } = range.file.positionAt(range.start);
        judgements.push({ file: range.file.path, line, status: "pass", address, thing: `${domain} ${address}` });
      },
    },
    report,
    today,
  );
  return judgements;
}
