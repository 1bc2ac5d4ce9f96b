import { compileGlob } from "../../graph/glob.js";
import { reject, scalarMatcher, textArgument, type CompileContext, type Operator } from "../context.js";
import { describeData } from "../literal.js";
import type { Truth } from "../outcome.js";
import { compilePiecesPattern } from "./pattern-pieces.js";
import { piecesEndWith, piecesStartWith, type Pieces } from "./pieces.js";

/** A test of a text, and of one of which only pieces are certain. */
interface TextTest {
  readonly test: (value: string) => boolean;
  readonly ofPieces?: ((pieces: Pieces) => Truth) | undefined;
}

function textTest(phrase: string, compile: (text: string, context: CompileContext) => TextTest): Operator {
  return (argument, context) => {
    const text = textArgument(argument, context);
    const { test, ofPieces } = compile(text, context);
    return scalarMatcher(
      context,
      () => `${phrase} ${describeData(text)}`,
      (value) => test(String(value)),
      ofPieces,
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
  startsWith: textTest("a text that starts with", (text) => ({
    test: (value) => value.startsWith(text),
    ofPieces: (pieces) => piecesStartWith(pieces, text),
  })),
  endsWith: textTest("a text that ends with", (text) => ({
    test: (value) => value.endsWith(text),
    ofPieces: (pieces) => piecesEndWith(pieces, text),
  })),
  matches: textTest("a match of", (text, context) => {
    const test = compilePattern(text, context);
    return { test, ofPieces: compilePiecesPattern(text, test) };
  }),
  glob: textTest("a match of", (text) => ({ test: compileGlob(text) })),
};
