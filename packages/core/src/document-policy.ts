import { checkFixture, type FixtureFiles } from "./check-fixture.js";
import type { PageExample } from "./policy/authoring/page.js";
import { withoutAnnotations } from "./policy/fixtures.js";
import type { FindingStatus, Location, ScanResult } from "./policy/finding.js";
import type { Policy } from "./policy/policy.js";
import { scan } from "./scan.js";
import { createMemoryHost } from "./source/memory-host.js";

/** What a policy's page shows of its fixture. */
export interface PolicyExamples {
  readonly failing: PageExample | undefined;
  readonly passing: PageExample | undefined;
}

/** Writes what a scan found, as it is shown to people. */
export type ShowResult = (result: ScanResult) => string;

/**
 * Takes from a policy's fixture the first block that fails and the first that passes, each scanned anew, so that what is shown is
 * what Lintel says of just this. Where a block says nothing without the others, the whole fixture stands for it.
 */
export async function examplesOf(policy: Policy, files: FixtureFiles, show: ShowResult): Promise<PolicyExamples> {
  const { findings } = await checkFixture(policy, files);
  const find = async (status: FindingStatus): Promise<PageExample | undefined> => {
    const found = findings.filter((finding) => finding.status === status);
    for (const { location } of found) {
      const example = await tryExample(policy, blocksAt(files, [location]), status, show);
      if (example !== undefined) return example;
    }
    // What a policy says of a path, or of something linked, it says of several blocks together.
    for (const { location, related, trace } of found) {
      const places = [location, ...[...related, ...trace].map((noted) => noted.location)];
      const example = await tryExample(policy, blocksAt(files, places), status, show);
      if (example !== undefined) return example;
    }
    return tryExample(policy, files, status, show);
  };
  return { failing: await find("fail"), passing: await find("pass") };
}

const longestExample = 120;

async function tryExample(
  policy: Policy,
  files: FixtureFiles,
  status: FindingStatus,
  show: ShowResult,
): Promise<PageExample | undefined> {
  const shown = Object.entries(files)
    .filter(([name]) => name !== "expected.yaml")
    .map(([name, text]) => ({ name, text: withoutAnnotations(text).trim() }));
  const lines = shown.reduce((total, { text }) => total + text.split("\n").length, 0);
  if (lines > longestExample) return undefined;
  const host = createMemoryHost(Object.fromEntries(shown.map(({ name, text }) => [name, `${text}\n`])));
  const result = await scan({ host, paths: [""], policies: [policy], includePassed: true });
  const findings = result.findings.filter((finding) => finding.status === status);
  const isWhole = result.diagnostics.every(({ severity }) => severity !== "error");
  if (findings.length === 0 || !isWhole) return undefined;
  const output = status === "fail" ? show({ ...result, findings }) : undefined;
  return { files: shown, output };
}

/** The blocks around some places of the file that the first is in, each once, in the order of the file. */
function blocksAt(files: FixtureFiles, places: readonly Location[]): FixtureFiles {
  const file = places[0]?.file ?? "";
  const lines = places.filter((place) => place.file === file).map(({ start }) => start.line);
  const blocks = new Set(lines.sort((one, other) => one - other).map((line) => blockAround(files[file] ?? "", line)));
  const ending = /(?:\.tf|\.tofu|\.tf\.json|\.ya?ml|\.json)$/.exec(file)?.[0] ?? ".tf";
  return { [`example${ending}`]: [...blocks].join(/\.ya?ml$/.test(ending) ? "\n---\n" : "\n\n") };
}

/** The block of HCL at the top of a file, or the document of YAML, that a line is part of. */
function blockAround(text: string, line: number): string {
  let start = 1;
  for (const block of text.split(/(?<=^\}\n)|(?<=^---\n)/m)) {
    const end = start + block.split("\n").length - 1;
    if (line < end || text.endsWith(block)) {
      if (line >= start) return block.replace(/^---\n?$/gm, "").trim();
    }
    start = end;
  }
  return text;
}
