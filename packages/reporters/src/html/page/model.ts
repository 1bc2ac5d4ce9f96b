import type { PageData } from "../page-data.js";
import { entryOf, type Entry } from "./filter.js";
import { GraphModel } from "./graph/graph-model.js";

/** What the page shows, prepared for being asked. */
export class Model {
  readonly entries: readonly Entry[];
  readonly #byId: ReadonlyMap<string, Entry>;
  #graph: GraphModel | undefined;

  constructor(readonly data: PageData) {
    this.entries = data.findings.flatMap((finding, order) => {
      const policy = data.policies[finding.policy];
      return policy === undefined ? [] : [entryOf(finding, policy, order)];
    });
    this.#byId = new Map(this.entries.map((entry) => [entry.finding.id, entry]));
  }

  /** The finding of a permalink. */
  entry(id: string | undefined): Entry | undefined {
    return id === undefined ? undefined : this.#byId.get(id);
  }

  /** Undefined where the report was made without it. Made when it is first asked for. */
  get graph(): GraphModel | undefined {
    if (this.data.graph === null) return undefined;
    return (this.#graph ??= new GraphModel(this.data.graph, this.entries));
  }
}
