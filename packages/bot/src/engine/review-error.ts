/** That a review is not possible, in sentences for people: nothing in them is secret. */
export class ReviewError extends Error {
  constructor(
    message: string,
    /** What to do about it. */
    readonly hint?: string,
  ) {
    super(message);
    this.name = "ReviewError";
  }
}
