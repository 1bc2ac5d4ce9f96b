// Scans a directory, and prints how many findings of each severity every directory in it has.
import { scan } from "@lintel/core";
import { createNodeHost, findScanRoot } from "@lintel/core/node";
import { policies } from "@lintel/policies";
import { dirname, relative, resolve } from "node:path";

const asked = resolve(process.argv[2] ?? ".");
const root = findScanRoot([asked]);
const result = await scan({ host: createNodeHost(root), paths: [relative(root, asked) || "."], policies });

const counts = new Map();
for (const { location, severity, status } of result.findings) {
  if (status !== "fail") continue;
  const directory = dirname(location.file);
  const bySeverity = counts.get(directory) ?? {};
  bySeverity[severity] = (bySeverity[severity] ?? 0) + 1;
  counts.set(directory, bySeverity);
}
console.table(Object.fromEntries(counts));
for (const { code, message } of result.diagnostics) console.error(`${code}: ${message}`);
