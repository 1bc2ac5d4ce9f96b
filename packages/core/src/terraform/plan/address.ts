/** The parts of a resource instance's address. */
export interface ResourceAddress {
  /** Names of the module calls on the way, without instance keys. */
  readonly calls: readonly string[];
  /** `aws_subnet.b`, or `data.aws_vpc.main`: within its module, without an instance key. */
  readonly name: string;
  /** The whole address without any instance key. */
  readonly block: string;
}

const step = /([^.[\]"]+)(?:\[(?:"(?:[^"\\]|\\.)*"|[^\]"]*)\])?(?:\.|$)/y;

/** Takes apart an address as Terraform writes it: `module.a["x.y"].aws_subnet.b[1]`. */
export function parseAddress(address: string): ResourceAddress {
  const names: string[] = [];
  step.lastIndex = 0;
  for (let match = step.exec(address); match !== null; match = step.exec(address)) {
    names.push(match[1] ?? "");
    if (step.lastIndex >= address.length) break;
  }
  const calls: string[] = [];
  let at = 0;
  for (; names[at] === "module"; at += 2) calls.push(names[at + 1] ?? "");
  return { calls, name: names.slice(at).join("."), block: names.join(".") };
}

/** The address of what an interrupted replacement left of an instance, in Terraform's words. */
export function deposedAddress(instance: string, key: string): string {
  return `${instance} (deposed object ${key})`;
}

const call = /module\.[^.[\]"]+(?:\[(?:"(?:[^"\\]|\\.)*"|[^\]"]*)\])?\./y;

/** The address of the module call instance that an address lies in, or undefined where that is the root module. */
export function moduleAround(address: string): string | undefined {
  let end = 0;
  for (call.lastIndex = 0; call.test(address);) end = call.lastIndex;
  return end === 0 ? undefined : address.slice(0, end - 1);
}
