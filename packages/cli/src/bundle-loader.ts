import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { Script } from "node:vm";

/** What a chunk of the bundle is compiled to. */
type Chunk = (
  exports: object,
  require: (id: string) => unknown,
  module: object,
  file: string,
  directory: string,
) => void;

/**
 * How much a function must have run before V8 optimises it: nine times the usual. A scan runs much code a little, and on the
 * two cores of a CI machine the optimising compiler takes the time that it is meant to save: with this, scans of 100, 400 and
 * 3,000 files all take about two thirds of the processor time. Only for the V8 of Node 20, on which this was measured: later
 * ones have a further compiler, and one that did not know the flag would complain aloud.
 */
const optimisationBudget = process.versions.v8.startsWith("11.") ? "--interrupt-budget=600000" : undefined;

/** The extension of the code that V8 compiled from a chunk when the bundle was built. */
export const compiledExtension = ".v8";

/**
 * Loads the bundle in a directory, and each chunk when it is asked for, as `require` does; but takes the code that V8
 * compiled at build time where this version of Node accepts it, which saves a fourth of a short scan. Where it does not, the
 * chunk is compiled as usual.
 *
 * @param onCompiled - told of every chunk that is loaded
 */
export function loadBundle(directory: string, onCompiled?: (file: string, script: Script) => void): unknown {
  // Before anything is compiled: V8 refuses code that was compiled under other flags.
  if (optimisationBudget !== undefined) setFlagsFromString(optimisationBudget);
  const modules = new Map<string, { exports: object }>();
  const requireFromNode = createRequire(join(directory, "main.cjs"));
  const requireChunk = (id: string): unknown => {
    if (!id.startsWith("./")) return requireFromNode(id);
    const known = modules.get(id);
    if (known !== undefined) return known.exports;
    const module = { exports: {} };
    modules.set(id, module);
    const file = join(directory, id);
    const script = compile(file);
    onCompiled?.(file, script);
    const chunk = script.runInThisContext() as Chunk;
    chunk(module.exports, requireChunk, module, file, directory);
    return module.exports;
  };
  return requireChunk("./main.cjs");
}

function compile(file: string): Script {
  // The build leaves nothing but ASCII in a chunk.
  const source = `(function (exports, require, module, __filename, __dirname) {${readFileSync(file, "latin1")}\n})`;
  const cachedData = compiledCode(file);
  return new Script(source, { filename: file, ...(cachedData === undefined ? {} : { cachedData }) });
}

function compiledCode(file: string): Buffer | undefined {
  try {
    return readFileSync(`${file}${compiledExtension}`);
  } catch {
    return undefined;
  }
}
