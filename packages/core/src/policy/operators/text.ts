import { compileGlob } from "../../graph/glob.js";
import { reject, scalarMatcher, textArgument, type CompileContext, type Operator } from "../context.js";
import { describeData } from "../literal.js";

function textTest(
  phrase: string,
  compile: (text: string, context: CompileContext) => (value: string) => boolean,
): Operator {
  return (argument, context) => {
    const text = textArgument(argument, context);
    const test = compile(text, context);
    return scalarMatcher(
      context,
      () => `${phrase} ${describeData(text)}`,
      (value) => test(String(value)),
    );
  };
}

function compilePattern(pattern: string, context: CompileContext): (value: string) => boolean {
  try {
    return context.compilePattern(pattern);
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return reject(context, `${describeData(pattern)} is not an RE2 pattern: ${problem}.`);
  }
}

/** Operators about parts and patterns of a text. */
export const textOperators: Readonly<Record<string, Operator>> = {
  startsWith: textTest("a text that starts with", (text) => (value) => value.startsWith(text)),
  endsWith: textTest("a text that ends with", (text) => (value) => value.endsWith(text)),
  matches: textTest("a match of", compilePattern),
  glob: textTest("a match of", compileGlob),
};
