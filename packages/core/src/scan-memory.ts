import { ParsedCache } from "./parsed-files.js";

/** What one scan of a session leaves for the next. */
export class ScanMemory {
  readonly parsed = new ParsedCache();
}
