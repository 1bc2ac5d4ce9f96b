import { compileGlob, isGlob } from "../../graph/glob.js";
import type { PolicyEntry } from "../catalogue.js";
import { nearest } from "../nearest.js";
import type { SuppressionTool } from "./suppression.js";

const mostCompared = 100;

/** Finds the policies that a suppression means. */
export class NamedPolicies {
  readonly #byName = new Map<string, Set<string>>();
  readonly #known = new Map<string, ReadonlySet<string> | undefined>();
  readonly #all = new Map<SuppressionTool, ReadonlySet<string>>();
  readonly #nearest = new Map<string, string | undefined>();

  constructor(readonly entries: readonly PolicyEntry[]) {
    for (const { id, aliases } of entries) {
      for (const name of [id, ...aliases]) add(this.#byName, plainName(name.toLowerCase()), id);
    }
  }

  /** The ids of the policies that a name means; undefined where there is none. */
  meantBy(tool: SuppressionTool, name: string): ReadonlySet<string> | undefined {
    const key = `${tool}\n${name}`;
    if (!this.#known.has(key)) this.#known.set(key, this.#find(tool, plainName(name.toLowerCase())));
    return this.#known.get(key);
  }

  /** The ids of the policies that a tool has too; those of all where it is our own. */
  allOf(tool: SuppressionTool): ReadonlySet<string> {
    let all = this.#all.get(tool);
    if (all === undefined) {
      all = new Set(this.entries.filter((entry) => tool === "lintel" || isOf(entry, tool)).map(({ id }) => id));
      this.#all.set(tool, all);
    }
    return all;
  }

  /** The id or alias that is most like a name. Of many names, no more are compared than anybody would look at. */
  nearest(name: string): string | undefined {
    if (!this.#nearest.has(name) && this.#nearest.size < mostCompared) this.#nearest.set(name, this.#findNearest(name));
    return this.#nearest.get(name);
  }

  #findNearest(name: string): string | undefined {
    const near = nearest(name, this.#byName.keys());
    const [meant] = this.#byName.get(near ?? "") ?? [];
    const entry = this.entries.find(({ id }) => id === meant);
    return [entry?.id ?? "", ...(entry?.aliases ?? [])].find((each) => each.toLowerCase() === near) ?? near;
  }

  #find(tool: SuppressionTool, name: string): ReadonlySet<string> | undefined {
    if (!isGlob(name)) return this.#byName.get(name);
    const matches = compileGlob(name);
    const found = this.entries.filter(({ id, aliases }) =>
      tool === "lintel"
        ? matches(id.toLowerCase())
        : aliases.some((alias) => matches(alias.toLowerCase()) || matches(plainName(alias.toLowerCase()))),
    );
    return found.length === 0 ? undefined : new Set(found.map(({ id }) => id));
  }
}

/** Trivy's ids are written with and without `AVD-`, and those on Kubernetes once were `KSV017` where they are `KSV-0017`. */
function plainName(name: string): string {
  const plain = name.startsWith("avd-") ? name.slice("avd-".length) : name;
  const [, letters, digits] = /^(ksv|kcv)(\d{3})$/.exec(plain) ?? [];
  return letters === undefined || digits === undefined ? plain : `${letters}-0${digits}`;
}

/** tfsec became a part of Trivy, and each knows the other's ids. */
function isOf({ tools = [] }: PolicyEntry, tool: SuppressionTool): boolean {
  const own = tool === "tfsec" || tool === "trivy" ? ["tfsec", "trivy"] : [tool];
  return own.some((each) => tools.includes(each));
}

function add(map: Map<string, Set<string>>, key: string, value: string): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, new Set([value]));
  else values.add(value);
}
