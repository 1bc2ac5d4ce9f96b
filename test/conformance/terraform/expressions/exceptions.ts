const shortCircuit =
  "from 1.12 on, Terraform does not look at the other side where one side settles the answer; 1.11 looks at both";

/** Expressions to which we deliberately give another answer than terraform 1.11, and why. */
export const exceptions: ReadonlyMap<string, string> = new Map([
  ['provider::nope::f("a")', "no provider is at hand, so that its functions are unknown and not errors"],
  ["element([1, 2], -1)", "terraform 1.11 ends in a panic here, although it counts from the end in a list"],
  ["true || local.u_bool", shortCircuit],
  ["local.u_bool || true", shortCircuit],
  ["false && local.u_bool", shortCircuit],
  ["local.u_bool && false", shortCircuit],
  ['true || tobool("x")', shortCircuit],
  ['false && tobool("x")', shortCircuit],
  ["true || null", shortCircuit],
  ["false && local.list[9]", shortCircuit],
  ["true || sensitive(false)", shortCircuit],
]);
