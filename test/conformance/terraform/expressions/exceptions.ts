/** Expressions to which we deliberately give another answer than terraform 1.11, and why. */
export const exceptions: ReadonlyMap<string, string> = new Map([
  ['provider::nope::f("a")', "no provider is at hand, so that its functions are unknown and not errors"],
]);
