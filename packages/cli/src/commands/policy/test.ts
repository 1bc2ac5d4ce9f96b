import { type GivenOptions, parseOptions } from "../../command-line/options.js";
import { exitCodes } from "../../exit-code.js";
import { writeError, writeOut } from "../../output/streams.js";
import { helpCommand } from "../help.js";
import { reportProblems } from "../problems.js";
import { choosePolicies } from "./chosen-policies.js";
import { readFixture, readPluginPolicies, readPolicyFiles, type PolicyFile } from "./policy-files.js";
import { testHelp } from "./test-options.js";
import { hasSurvivors, isAsExpected, testsAsJson, testsAsText } from "./test-report.js";
import { testPolicy, type TestedPolicy } from "./tested-policy.js";

/** `lintel policy test`. */
export async function testCommand(args: readonly string[]): Promise<number> {
  const options = parseOptions(args, testHelp.options);
  if (options.has("help")) return helpCommand(["policy", "test"]);
  const files = choosePolicies(await findPolicies(options), options.list("policy"));
  const mutate = options.has("mutate");
  const tests: TestedPolicy[] = [];
  for (const file of files) {
    if (file.policy !== undefined) tests.push(await testPolicy(file, file.policy, readFixture(file), mutate));
  }
  const diagnostics = files.flatMap((file) => file.diagnostics);
  const invalid = await reportProblems(diagnostics, process.cwd());
  writeOut(options.last("format") === "json" ? testsAsJson(tests) : testsAsText(tests, mutate));
  if (invalid !== exitCodes.clean) return invalid;
  if (tests.length === 0) {
    writeError("lintel: There was no policy to test.\n");
    return exitCodes.nothingToScan;
  }
  const isClean = tests.every((test) => isAsExpected(test) && !hasSurvivors(test));
  return isClean ? exitCodes.clean : exitCodes.findings;
}

/** The policies of plugins, and of the paths: of the working directory where nothing is named. */
async function findPolicies(options: GivenOptions): Promise<readonly PolicyFile[]> {
  const plugins = options.all("plugin");
  const isNothingNamed = options.positionals.length === 0 && plugins.length === 0;
  const written = await readPolicyFiles(isNothingNamed ? ["."] : options.positionals);
  return plugins.length === 0 ? written : [...written, ...(await readPluginPolicies(plugins))];
}
