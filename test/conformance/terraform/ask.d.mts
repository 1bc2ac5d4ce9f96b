/** What terraform says of an expression. */
export interface Answer {
  /** Numbers are `{"$number": digits}`, unknowns `{"$unknown": true}`. */
  readonly value?: unknown;
  /** In Terraform's JSON notation, where the whole value is known. */
  readonly type?: unknown;
  /** Paths of what is marked sensitive, `""` being the whole. */
  readonly sensitive?: readonly string[];
  readonly error?: string;
  readonly detail?: string;
}

export interface AskOptions {
  readonly preamble?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly batch?: number;
  readonly declare?: (name: string, expression: string) => string;
}

export interface Output {
  readonly stdout: string;
  readonly stderr: string;
  readonly failed: boolean;
}

export function ask(expressions: readonly string[], options?: AskOptions): Promise<readonly Answer[]>;
export function readCases(path: string): readonly string[];
export function parseKeepingDigits(text: string): unknown;
export function terraform(args: readonly string[], cwd: string): Promise<Output | undefined>;
export function terraformVersion(): Promise<string | undefined>;
