import { looksLikeSecret } from "../secret-text.js";
import { decodeBase64 } from "../../terraform/functions/base64.js";
import { decodeUtf8 } from "../../terraform/functions/utf8.js";
import { booleanArgument, scalarMatcher, type Operator } from "../context.js";

const base64 = /^[A-Za-z0-9+/]{16,}={0,2}\s*$/;
const longestEncoded = 1_000_000;

/** The printable text that a text is the Base64 of, as scripts of launch templates are; undefined for anything else. */
function textBehind(text: string): string | undefined {
  if (text.length > longestEncoded || !base64.test(text)) return undefined;
  const bytes = decodeBase64(text.trimEnd());
  const decoded = bytes === undefined ? undefined : decodeUtf8(bytes);
  return decoded === undefined || /[^\P{C}\t\r\n]/u.test(decoded) ? undefined : decoded;
}

/** What encodes a readable text looks random, and is a secret only if that text is or holds one. */
function isSecretText(text: string): boolean {
  return looksLikeSecret(textBehind(text) ?? text);
}

const secret: Operator = (argument, context) => {
  const isSecret = booleanArgument(argument, context);
  return scalarMatcher(
    context,
    () => (isSecret ? "a secret" : "not a secret"),
    (value) => (typeof value === "string" && isSecretText(value)) === isSecret,
  );
};

/** Operators about texts that must not be written down. */
export const secretOperators: Readonly<Record<string, Operator>> = { secret };
