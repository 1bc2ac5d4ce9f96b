import { pino, type Logger } from "pino";

/** Tokens of every kind that GitHub gives out, JWTs, authorization headers, keys, and passwords in addresses. */
const secret =
  /\b(?:gh[a-z]_|github_pat_)[A-Za-z0-9_]{10,}|\beyJ[\w-]{10,}\.[\w-]+\.[\w-]+|\b(?:basic|bearer|token) [\w.=+/-]{16,}|-----BEGIN [^-]+-----.*?-----END [^-]+-----|(?<=:\/\/)[^/\s:@"]*:[^/\s@"]+(?=@)/gis;

/** Takes out of a text what must not be in a log, wherever it came from. */
export function withoutSecrets(text: string, known: readonly string[] = []): string {
  let cleaned = text;
  for (const value of known) if (value.length >= 6) cleaned = cleaned.replaceAll(value, "[secret]");
  return cleaned.replace(secret, "[secret]");
}

/** Makes the log: JSON, a line for each thing that happens. Nothing secret gets through, whatever it is in. */
export function createLog(
  level: string,
  secrets: readonly string[],
  write: (line: string) => void = (line) => process.stdout.write(line),
): Logger {
  // Within a line of JSON a line break is written as \n; and a line of a key is as secret as the key.
  const known = secrets.flatMap((value) => [value, JSON.stringify(value).slice(1, -1), ...longLines(value)]);
  return pino(
    {
      level,
      base: { name: "lintel-bot", pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { error: describeError },
      redact: { paths: ["token", "*.token", "*.authorization", "*.headers", "privateKey"], censor: "[secret]" },
    },
    {
      write: (line: string) => {
        write(withoutSecrets(line, known));
      },
    },
  );
}

/** An error's request, and whatever else hangs on it, stays out. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack } = error;
  // The message is part of the stack, and may have lines of its own.
  const at = stack?.split("\n").filter((line) => /^\s+at /.test(line));
  return { name, message, at: at?.slice(0, 5).map((line) => line.trim()) };
}

function longLines(text: string): readonly string[] {
  return text.split(/\n|\\n/).filter((line) => line.length >= 32);
}
