import { RegoError } from "../problem.js";

const blockBytes = 512;

/** Reads the files of a tar archive that are of interest, by their paths without a leading slash. */
export function readTar(bytes: Uint8Array, isWanted: (path: string) => boolean): ReadonlyMap<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  let longName: string | undefined;
  for (let at = 0; at + blockBytes <= bytes.length;) {
    const header = bytes.subarray(at, at + blockBytes);
    if (header[0] === 0) break;
    const size = sizeOf(header);
    const start = at + blockBytes;
    if (size === undefined || start + size > bytes.length) throw broken();
    const content = bytes.subarray(start, start + size);
    const type = String.fromCharCode(header[156] ?? 0);
    if (type === "L") longName = text(content);
    else if (type === "x") longName = paxPath(content) ?? longName;
    else {
      const path = (longName ?? nameOf(header)).replace(/^(?:\.?\/)+/, "");
      if ((type === "0" || type === "\0") && isWanted(path)) files.set(path, content);
      if (type !== "g") longName = undefined;
    }
    at = start + Math.ceil(size / blockBytes) * blockBytes;
  }
  return files;
}

function broken(): RegoError {
  return new RegoError(
    "rego-bundle",
    "The bundle is cut off, or no archive of tar's.",
    "Build it again with `opa build`.",
  );
}

function nameOf(header: Uint8Array): string {
  const name = text(header.subarray(0, 100));
  const prefix = text(header.subarray(257, 262)) === "ustar" ? text(header.subarray(345, 500)) : "";
  return prefix === "" ? name : `${prefix}/${name}`;
}

/** Octal digits; sizes too large for them do not occur below the limit that bundles have. */
function sizeOf(header: Uint8Array): number | undefined {
  const digits = text(header.subarray(124, 136)).trim();
  return /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : undefined;
}

function text(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return new TextDecoder().decode(end === -1 ? bytes : bytes.subarray(0, end));
}

/** The `path` among the records of an extended header, each `length name=value\n`. */
function paxPath(content: Uint8Array): string | undefined {
  return /(?:^|\n)\d+ path=([^\n]*)\n/.exec(new TextDecoder().decode(content))?.[1];
}
