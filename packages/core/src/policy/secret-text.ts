/**
 * What the secrets of well-known issuers look like. Each pattern has a fixed beginning and bounded repetitions of one class
 * of characters, so that a search takes linear time.
 */
const issuedSecrets: readonly RegExp[] = [
  /(?<![A-Z0-9])(?:AKIA|ASIA)[A-Z2-7]{16}(?![A-Z0-9])/,
  /(?<![A-Za-z0-9_])gh[pousr]_[A-Za-z0-9]{36,255}/,
  /(?<![A-Za-z0-9_])github_pat_[A-Za-z0-9_]{22,255}/,
  /(?<![A-Za-z0-9_])glpat-[A-Za-z0-9_-]{20,255}/,
  /(?<![A-Za-z0-9_])xox[abeoprs]-[A-Za-z0-9-]{10,255}/,
  /(?<![A-Za-z0-9_])AIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])/,
  /(?<![A-Za-z0-9_])(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{16,255}/,
  /(?<![A-Za-z0-9_])SG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}/,
  /(?<![A-Za-z0-9_])npm_[A-Za-z0-9]{36}/,
  /(?<![A-Za-z0-9_])dop_v1_[a-f0-9]{64}/,
  /(?<![A-Za-z0-9_])hvs\.[A-Za-z0-9_-]{24,255}/,
  /(?<![A-Za-z0-9_])eyJ[A-Za-z0-9_-]{8,2000}\.eyJ[A-Za-z0-9_-]{8,2000}\.[A-Za-z0-9_-]{8,2000}/,
  /-----BEGIN (?:[A-Z]{2,10} ){0,2}PRIVATE KEY(?: BLOCK)?-----/,
];

/** How each of these begins: one search that nearly every text ends with. */
const issuedBeginning =
  /AKIA|ASIA|gh[pousr]_|github_pat_|glpat-|xox[abeoprs]-|AIza|[rs]k_(?:live|test)_|SG\.|npm_|dop_v1_|hvs\.|eyJ|-----BEGIN /;

/** Whether a text holds a secret in the format of a known issuer. */
export function holdsIssuedSecret(text: string): boolean {
  return issuedBeginning.test(text) && issuedSecrets.some((pattern) => pattern.test(text));
}

const randomText = /^[A-Za-z0-9+/=_-]{32,128}$/;
const leastEntropy = 4.3;

/**
 * Whether a text looks like a secret: the format of a known issuer, or a run of 32 characters or more that are spread too
 * evenly for words. Names, paths, ARNs, hexadecimal digests and UUIDs are not.
 */
export function looksLikeSecret(text: string): boolean {
  if (text.length < 16) return false;
  if (holdsIssuedSecret(text)) return true;
  if (!randomText.test(text) || /^[0-9a-fA-F-]+$/.test(text)) return false;
  return /[a-z]/.test(text) && /[A-Z]/.test(text) && /\d/.test(text) && entropyOf(text) >= leastEntropy;
}

/** Shannon's entropy, in bits a character. */
function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let entropy = 0;
  for (const count of counts.values()) entropy -= (count / text.length) * Math.log2(count / text.length);
  return entropy;
}

const secretName =
  /(?:pass(?:word|wd|phrase)?|pwd|secret|(?<!http_?)token|credential|(?:private|api|access|auth|secret|shared|signing)[_-]?key|(?:connection|secret)[_-]?string|secret[_-]?(?:data|binary))s?["']?$/i;

/** Whether something of this name usually holds a secret: `master_password`, `apiToken`; `http_tokens` says whether some are asked for. */
export function isSecretName(name: string): boolean {
  return secretName.test(name);
}

const issuedSecretsAnywhere = issuedSecrets.map((pattern) => new RegExp(pattern.source, "g"));
const assignment = /^(\s*(?:-\s+)?["']?)([A-Za-z0-9_.-]{1,100})(["']?\s*[:=]\s*)(\S.*)$/;

/** The text that stands where a secret was. */
export const mask = "********";

/** A key in PEM, as far as it is there. */
const privateKey = /-----BEGIN [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----[^]*?(?:-----END [A-Z ]{0,40}-----|$)/g;

/** A name that something quoted is given to, anywhere in a line. */
const quotedAssignment = /([A-Za-z0-9_.-]{1,100})\\?["']?\s{0,20}[:=]\s{0,20}(?=["'])/g;

/** The value of a pair such as `{ name = "DB_PASSWORD", value = "…" }`. */
const namedValue =
  /\bname["']?\s{0,20}[:=]\s{0,20}["']?([A-Za-z0-9_.-]{1,100})["']?\s{0,20},\s{0,20}["']?value["']?\s{0,20}[:=]\s{0,20}/gi;

/** Masks the secrets of known issuers in a text. */
export function maskIssuedSecrets(text: string): string {
  const masked = text.replace(privateKey, mask);
  if (!issuedBeginning.test(text)) return masked;
  return issuedSecretsAnywhere.reduce((left, pattern) => left.replace(pattern, mask), masked);
}

/** Masks what looks like a secret in a line of source: by its format, and by the name that it is given to. */
export function maskSecrets(line: string): string {
  let masked = maskIssuedSecrets(line);
  masked = masked.replace(/[A-Za-z0-9+/=_-]{32,}/g, (text) => (looksLikeSecret(text) ? mask : text));
  masked = maskBehind(maskBehind(masked, quotedAssignment), namedValue);
  const match = assignment.exec(masked);
  if (match === null || !isSecretName(match[2] ?? "")) return masked;
  return `${match[1] ?? ""}${match[2] ?? ""}${match[3] ?? ""}${maskLiterals(match[4] ?? "")}`;
}

/** Masks what stands behind each match of a pattern whose first group is the name of a secret: what is quoted, or a bare word. */
function maskBehind(line: string, pattern: RegExp): string {
  let masked = "";
  let done = 0;
  for (const match of line.matchAll(pattern)) {
    const start = match.index + match[0].length;
    if (match.index < done || !isSecretName(match[1] ?? "")) continue;
    const quote = line.charAt(start);
    const end = quote === '"' || quote === "'" ? endOfQuoted(line, start) : start + endOfWord(line.slice(start));
    masked += line.slice(done, start) + maskLiterals(line.slice(start, end));
    done = end;
  }
  return masked + line.slice(done);
}

function endOfWord(text: string): number {
  const end = text.search(/[\s,}\]]/);
  return end === -1 ? text.length : end;
}

/** What stays of an unquoted value: references, calls, true, false and null, and what opens a block or a template. */
const unquotedCode =
  /^(?:(?:var|local|module|data|each|count|self|path|terraform|[a-z][a-z0-9]*_[a-z0-9_]+)\.[\w.[\]*"'-]+|true|false|null|~|[[{|>].*|[\w:]+\(.*|\$[{(].*|\{\{.*)\s*(?:[#/].*)?$/;

/** Masks the literals in a value: everything quoted, or a bare word. Code stays. Takes linear time. */
export function maskLiterals(value: string): string {
  if (!/["']/.test(value)) return unquotedCode.test(value) ? value : mask;
  let masked = "";
  let at = 0;
  while (at < value.length) {
    const character = value.charAt(at);
    if (character !== '"' && character !== "'") {
      masked += character;
      at += 1;
      continue;
    }
    const end = endOfQuoted(value, at);
    const inner = value.slice(at + 1, end - 1);
    masked += inner === "" || interpolation.test(inner) ? value.slice(at, end) : character + mask + character;
    at = end;
  }
  return masked;
}

/** A text that is one reference and nothing else. */
const interpolation = /^\$\{[^{}]*\}$/;

/** Returns the offset behind the closing quote, or the end of a text that is not closed. */
function endOfQuoted(value: string, start: number): number {
  const quote = value.charAt(start);
  for (let at = start + 1; at < value.length; at += 1) {
    if (value[at] === quote) return at + 1;
    if (quote === '"' && value[at] === "\\") at += 1;
  }
  return value.length + 1;
}

/** Masks what looks like a secret in a text of several lines. */
export function maskText(text: string): string {
  return text.replace(privateKey, mask).split("\n").map(maskSecrets).join("\n");
}
