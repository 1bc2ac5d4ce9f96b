import { compileGlob, isGlob } from "../../graph/glob.js";

/**
 * What is known of a provider, or of Kubernetes: all its types, and the attributes of some. The form of the files in
 * `policies/schemas`.
 */
export interface ProviderSchemaData {
  readonly provider: string;
  readonly version: string;
  /** With spaces between; data sources begin with `data.`, and a kind is there with its API versions and without. */
  readonly types: string;
  /** By type, a kind for all its API versions: names with spaces between, what is nested in parentheses, `*` behind what may have any key. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** The attributes of a type or of a nested block; undefined for one that has nothing inside or may have anything. */
interface AttributeTree {
  readonly children: ReadonlyMap<string, AttributeTree>;
  /** Whether any key may be there. */
  readonly isOpen: boolean;
}

const closed: AttributeTree = { children: new Map(), isOpen: false };
const open: AttributeTree = { children: new Map(), isOpen: true };

/** What every block may have, whatever its type. */
const metaArguments: ReadonlySet<string> = new Set([
  ...["count", "for_each", "provider", "depends_on", "lifecycle", "provisioner", "connection", "effective", "timeouts"],
]);

/** The schemas of several providers. */
export class ProviderSchemas {
  readonly #types = new Set<string>();
  readonly #sources = new Map<string, string>();
  readonly #trees = new Map<string, AttributeTree>();
  readonly #prefixes = new Set<string>();

  constructor(schemas: readonly ProviderSchemaData[]) {
    for (const { types, attributes } of schemas) {
      for (const type of types.split(" ")) {
        this.#types.add(type);
        this.#prefixes.add(prefixOf(type));
      }
      for (const [type, text] of Object.entries(attributes)) this.#sources.set(type, text);
    }
  }

  /** All types there are. */
  get types(): ReadonlySet<string> {
    return this.#types;
  }

  /** Whether a type is one of a provider whose types are known. */
  knowsProviderOf(type: string): boolean {
    return this.#prefixes.has(prefixOf(type));
  }

  /** The types that a name or a glob means. */
  matching(type: string): readonly string[] {
    if (!isGlob(type)) return this.#types.has(type) ? [type] : [];
    const matches = compileGlob(type);
    return [...this.#types].filter(matches);
  }

  /** Whether a type has something under a path; undefined where its attributes are not known. */
  has(type: string, names: readonly string[]): boolean | undefined {
    let tree = this.#treeOf(type);
    if (tree === undefined) return undefined;
    if (metaArguments.has(names[0] ?? "")) return true;
    for (const name of names) {
      if (tree.isOpen) return true;
      const next = tree.children.get(name);
      if (next === undefined) return false;
      tree = next;
    }
    return true;
  }

  /** The names that may stand where a path goes wrong, for a suggestion: those beside its first wrong name. */
  namesBeside(type: string, names: readonly string[]): readonly string[] {
    let tree = this.#treeOf(type) ?? closed;
    for (const name of names) {
      const next = tree.children.get(name);
      if (next === undefined) break;
      tree = next;
    }
    return [...tree.children.keys()];
  }

  #treeOf(type: string): AttributeTree | undefined {
    const known = this.#trees.get(type);
    if (known !== undefined) return known;
    const kind = this.#types.has(type) ? type.slice(type.lastIndexOf("/") + 1) : type;
    const source = this.#sources.get(kind);
    if (source === undefined) return undefined;
    const tree = parseTree(source);
    this.#trees.set(type, tree);
    return tree;
  }
}

/** What the types of a provider, or the kinds of an API version, begin with. */
function prefixOf(type: string): string {
  return /^(?:data\.)?[a-z0-9]+_|^(?:[a-z0-9.]+\/)?v\d[a-z0-9]*\//.exec(type)?.[0] ?? type;
}

function parseTree(source: string): AttributeTree {
  const root = new Map<string, AttributeTree>();
  const stack = [root];
  for (const [, name = "", sign = ""] of source.matchAll(/([\w$-]*)([(*)]?)/g)) {
    const level = stack.at(-1) ?? root;
    if (sign === "(") {
      const children = new Map<string, AttributeTree>();
      level.set(name, { children, isOpen: false });
      stack.push(children);
      continue;
    }
    if (name !== "") level.set(name, sign === "*" ? open : closed);
    if (sign === ")") stack.pop();
  }
  return { children: root, isOpen: false };
}
