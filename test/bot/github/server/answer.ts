/** What GitHub answers. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  /** All entries, where the answer is a page of them. */
  readonly isList?: boolean;
}

/** That GitHub does not do what it is asked. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly errors?: readonly unknown[],
  ) {
    super(message);
    this.name = "Refusal";
  }
}

export function notFound(): Refusal {
  return new Refusal(404, "Not Found");
}

/** What a body is refused for. */
export function invalid(...errors: readonly unknown[]): Refusal {
  return new Refusal(
    422,
    errors.every((error) => typeof error === "string") ? "Unprocessable Entity" : "Validation Failed",
    errors,
  );
}
