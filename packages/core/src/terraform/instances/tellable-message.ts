import type { Evaluation } from "./evaluation.js";

/**
 * An error's message as it may be shown. Where what is being computed has read something sensitive, what the message quotes is
 * left out, save for names that stand in the source.
 *
 * @param source - the text of the expression that failed
 */
export function tellableMessage(message: string, source: string, evaluation: Evaluation): string {
  const isSensitive = source.includes("sensitive(") || evaluation.hasReadSensitive();
  return isSensitive ? withoutQuotedValues(withoutReaderWords(message), source) : message;
}

/** What reads a text tells what it found there in words of its own, which are the text's. */
function withoutReaderWords(message: string): string {
  const colon = message.indexOf(": ");
  return colon !== -1 && ofText.test(message) ? `${message.slice(0, colon)}.` : message;
}

const ofText = /^(?:In the template <|The (?:text|YAML text|regular expression) is not )/;

function withoutQuotedValues(message: string, source: string): string {
  return message.replace(/"(?:[^"\\]|\\.)*"/g, (quoted) => {
    const name = quoted.slice(1, -1);
    const isNamed = /^[A-Za-z_][\w-]*$/.test(name) && !source.includes(quoted) && hasWord(source, name);
    return isNamed ? quoted : "(sensitive)";
  });
}

function hasWord(source: string, word: string): boolean {
  return source.split(/[^\w-]+/).includes(word);
}
