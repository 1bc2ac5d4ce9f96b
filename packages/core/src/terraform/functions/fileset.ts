import { setValue, stringValue } from "../values/construct.js";
import { setOf, stringType } from "../values/type.js";
import { textAt } from "./arguments.js";
import { define, parameter } from "./define.js";
import { callError } from "./failure.js";
import { outsideScanRoot, resolvePath } from "./files.js";
import type { FunctionContext } from "./function.js";
import { parseGlob } from "./glob.js";
import type { GlobComponent } from "./glob.js";
import { cleanPath } from "./paths.js";

/** Regular files that match a pattern. https://developer.hashicorp.com/terraform/language/functions/fileset */
export const fileset = define({
  name: "fileset",
  parameters: [parameter("path", stringType), parameter("pattern", stringType)],
  returns: setOf(stringType),
  call: (args, context) => {
    const base = resolvePath(textAt(args, 0), 0, context);
    const pattern = cleanPath(`${base}/${textAt(args, 1)}`);
    if (pattern === ".." || pattern.startsWith("../")) throw outsideScanRoot(1);
    const found: string[] = [];
    new Search(context, found).visit(".", pattern === "." ? [] : parseGlob(pattern), []);
    return setValue(
      stringType,
      found.map((path) => stringValue(relativePath(base, path))),
    );
  },
});

/** Walks the directories below one place, as far as the pattern goes. */
class Search {
  constructor(
    private readonly context: FunctionContext,
    private readonly found: string[],
  ) {}

  visit(directory: string, components: readonly GlobComponent[], ancestors: readonly string[]): void {
    const [first, ...rest] = components;
    if (first === undefined) return;
    if (first.literal !== undefined) {
      this.enter(joinPath(directory, first.literal), rest, ancestors);
      return;
    }
    const listed = this.context.host.readDirectory(directory);
    if (!listed.ok) return;
    for (const entry of listed.value) {
      if (!first.isDeep && first.matches === undefined) throw callError("The pattern has a syntax error.");
      const path = joinPath(directory, entry.name);
      if (first.isDeep) {
        if (entry.kind === "directory") this.descend(path, components, ancestors);
        else if (rest.length === 0 && entry.kind === "file") this.found.push(path);
      } else if (first.matches?.(entry.name) === true) {
        this.enter(path, rest, ancestors);
      }
    }
    if (first.isDeep && rest.length > 0) this.visit(directory, rest, ancestors);
  }

  private enter(path: string, rest: readonly GlobComponent[], ancestors: readonly string[]): void {
    if (rest.length > 0) {
      this.visit(path, rest, ancestors);
      return;
    }
    const kind = this.context.host.kindOf(path);
    if (kind.ok && kind.value === "file") this.found.push(path);
  }

  /** Goes into a directory, unless it is a link to one that it lies in. */
  private descend(path: string, components: readonly GlobComponent[], ancestors: readonly string[]): void {
    const real = this.context.host.realPath(path);
    if (!real.ok || ancestors.includes(real.value)) return;
    this.visit(path, components, [...ancestors, real.value]);
  }
}

function joinPath(directory: string, name: string): string {
  return directory === "." ? name : `${directory}/${name}`;
}

/** Both paths are short and relative to the same place. */
function relativePath(base: string, path: string): string {
  const from = base === "." ? [] : base.split("/");
  const to = path.split("/");
  let shared = 0;
  while (shared < from.length && from[shared] === to[shared]) shared += 1;
  return [...from.slice(shared).map(() => ".."), ...to.slice(shared)].join("/");
}
