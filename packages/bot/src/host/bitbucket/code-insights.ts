import { createHash } from "node:crypto";
import type { Annotation, Check } from "../../conversation/conversation.js";
import type { RestClient } from "../rest/client.js";
import { readIfThere, readPages } from "../rest/read.js";
import { annotationsAnswer, reportAnswer } from "./answers.js";
import { nextPage } from "./client.js";

/** What Bitbucket takes at once, and in all. */
const annotationsAtOnce = 100;
const mostAnnotations = 1000;

/** An annotation as Bitbucket keeps it. */
interface CodeInsight {
  readonly external_id: string;
  readonly annotation_type: "VULNERABILITY";
  readonly path: string;
  readonly line: number;
  readonly summary: string;
  readonly details: string;
  readonly severity: "HIGH" | "MEDIUM" | "LOW";
}

const severities = { failure: "HIGH", warning: "MEDIUM", notice: "LOW" } as const;

/** Publishes a report with its annotations on a commit; what is there already is left alone, and what is not true any more goes away. */
export async function publishReport(client: RestClient, path: string, check: Check, link: string): Promise<void> {
  const report = {
    title: "Lintel",
    details: cut(describe(check), 2000),
    report_type: "SECURITY",
    reporter: "Lintel",
    result: check.conclusion === "failure" ? "FAILED" : "PASSED",
    link,
  };
  const known = await readIfThere(client, path, reportAnswer);
  const isSame =
    known?.title === report.title &&
    known.details === report.details &&
    known.result === report.result &&
    known.report_type === report.report_type;
  if (!isSame) await client.ask({ method: "PUT", path, body: report });
  const wanted = codeInsights(check.annotations);
  const there =
    known === undefined
      ? []
      : await readPages(client, `${path}/annotations`, { pagelen: "100" }, annotationsAnswer, nextPage);
  await publishAnnotations(client, `${path}/annotations`, wanted, there);
}

function describe({ title, annotations }: Check): string {
  const left = annotations.length - mostAnnotations;
  return left > 0 ? `${title}. The gravest ${mostAnnotations} are annotated, and ${left} are not.` : title;
}

type KnownAnnotation = ReturnType<typeof annotationsAnswer.parse>[number];

async function publishAnnotations(
  client: RestClient,
  path: string,
  wanted: readonly CodeInsight[],
  there: readonly KnownAnnotation[],
): Promise<void> {
  const known = new Map(there.map((annotation) => [annotation.external_id, annotation]));
  const kept = new Set(wanted.map((annotation) => annotation.external_id));
  // Those that go make room for those that come.
  for (const { external_id: id } of there) {
    if (!kept.has(id)) await client.ask({ method: "DELETE", path: `${path}/${encodeURIComponent(id)}` });
  }
  const missing = wanted.filter((annotation) => !isSame(annotation, known.get(annotation.external_id)));
  for (let at = 0; at < missing.length; at += annotationsAtOnce) {
    // What has the id of another takes its place, so that asking twice is asking once.
    const body = missing.slice(at, at + annotationsAtOnce);
    await client.ask({ method: "POST", path, body, isRepeatable: true });
  }
}

function isSame(wanted: CodeInsight, known: KnownAnnotation | undefined): boolean {
  // The identity is made of everything but the severity.
  return known?.severity === wanted.severity;
}

/** Makes annotations whose ids are the same on every run, also where two say the same. */
function codeInsights(annotations: readonly Annotation[]): readonly CodeInsight[] {
  const seen = new Map<string, number>();
  return annotations.slice(0, mostAnnotations).map(({ file, first, level, title, message }) => {
    const said = JSON.stringify([file, first, title, message]);
    const ordinal = seen.get(said) ?? 0;
    seen.set(said, ordinal + 1);
    const digest = createHash("sha256").update(`${said} ${ordinal}`).digest("hex").slice(0, 32);
    return {
      external_id: `lintel-${digest}`,
      annotation_type: "VULNERABILITY",
      path: file,
      line: first,
      summary: cut(title, 450),
      details: cut(message, 2000),
      severity: severities[level],
    };
  });
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}
