#!/usr/bin/env node
// Asks terraform about every case here, or about those named, and writes its answers into them.
//   node test/conformance/terraform/configurations/record.mjs [name…]
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { askConfiguration, readCase, withExpected } from "./ask-configuration.mjs";

const cases = new URL("cases/", import.meta.url);
const named = process.argv.slice(2);
for (const file of readdirSync(cases).sort()) {
  if (named.length > 0 && !named.includes(file.replace(/\.txt$/, ""))) continue;
  const text = readFileSync(new URL(file, cases), "utf8");
  const answer = await askConfiguration(readCase(text));
  if (answer === undefined) throw new Error("terraform is not on the PATH");
  writeFileSync(new URL(file, cases), withExpected(text, answer));
  console.log(file, answer.error === true ? "refused" : "planned");
}
