/** A command line that cannot be obeyed. The message says what is wrong, the hint what to do; nobody sees a stack. */
export class UsageError extends Error {
  constructor(
    message: string,
    readonly hint?: string,
  ) {
    super(message);
    this.name = "UsageError";
  }
}

/** Ends a command about which everything was said already. */
export class ToldError extends Error {
  override readonly name = "ToldError";
}
