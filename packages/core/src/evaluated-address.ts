/** A step of an address: a name, or an instance key or index in brackets. */
interface AddressStep {
  readonly text: string;
  readonly isKey: boolean;
  /** The offset after it. */
  readonly end: number;
}

const stepPattern = /\.?([^.[\]"\s]+)|\[\s*("(?:[^"\\]|\\.)*"|[^\]"]*?)\s*\]/y;

/** Takes an address apart, `module.a["x.y"].aws_subnet.b[1].cidr_block`; undefined for what is none. */
function stepsOf(address: string): readonly AddressStep[] | undefined {
  const steps: AddressStep[] = [];
  for (stepPattern.lastIndex = 0; stepPattern.lastIndex < address.length;) {
    const match = stepPattern.exec(address);
    if (match === null) return undefined;
    const [, name, key] = match;
    steps.push({ text: name ?? key ?? "", isKey: name === undefined, end: stepPattern.lastIndex });
  }
  return steps;
}

/** The ways to take an address for that of something and a path inside it, the longest address first. */
export function* splitsOf(
  address: string,
): Generator<{ readonly start: string; readonly path: readonly (string | number)[] }> {
  const steps = stepsOf(address) ?? [];
  for (let count = steps.length; count > 0; count -= 1) {
    const path = steps.slice(count).map(({ text, isKey }) => (isKey ? keyOf(text) : text));
    yield { start: address.slice(0, steps[count - 1]?.end), path };
  }
}

function keyOf(text: string): string | number {
  if (/^\d+$/.test(text)) return Number(text);
  if (!text.startsWith('"')) return text;
  try {
    return String(JSON.parse(text));
  } catch {
    return text.slice(1, -1);
  }
}

/**
 * Completes an address as a person writes it by one that there is: without the instance keys, without the `output` of a
 * module's output, or for all outputs of a module. Returns undefined where this is not what is meant.
 */
export function completeAddress(written: string, known: string): string | undefined {
  const given = stepsOf(written);
  const steps = stepsOf(known);
  const [first] = given ?? [];
  if (given === undefined || steps === undefined || first?.text !== steps[0]?.text) return undefined;
  let at = 0;
  for (const [index, step] of steps.entries()) {
    const own = given[at];
    if (own === undefined) return isWhole(steps.slice(index)) ? known : undefined;
    if (step.isKey === own.isKey && step.text === own.text) at += 1;
    else if (!step.isKey && !isOutput(steps, index)) return undefined;
  }
  return known + written.slice(given[at - 1]?.end);
}

/** Whether what an address leaves out is no more than instance keys and the names of outputs. */
function isWhole(rest: readonly AddressStep[]): boolean {
  const names = rest.filter(({ isKey }) => !isKey);
  return names.length === 0 || (names.length === 2 && names[0]?.text === "output");
}

/** Whether this is the `output` between a module and the name of its output. */
function isOutput(steps: readonly AddressStep[], index: number): boolean {
  return steps[index]?.text === "output" && index > 0 && index === steps.length - 2;
}
