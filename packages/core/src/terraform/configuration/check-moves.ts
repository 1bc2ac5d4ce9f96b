import type { ReportDiagnostic } from "../../source/diagnostic.js";
import type { SourceRange } from "../../source/source-file.js";
import { attributeRange, type WrittenAttribute, type WrittenBlock } from "./content.js";
import { declarationNamed, isDeclared } from "./declaration-named.js";
import type { Module } from "./module.js";
import { referencedNames } from "./referenced-names.js";
import { traversalText } from "./traversal-text.js";

/**
 * Reports `moved`, `removed` and `import` blocks that name what they cannot, or contradict the configuration or each other.
 *
 * Source: https://developer.hashicorp.com/terraform/language/modules/develop/refactoring
 */
export function reportMoves(module: Module, isRoot: boolean, report: ReportDiagnostic): void {
  const checker = new MoveChecker(module, report);
  for (const block of module.moved) checker.checkMoved(block);
  checker.checkCircles();
  for (const block of module.removed) checker.checkRemoved(block);
  for (const block of module.imports) {
    if (isRoot) checker.checkImport(block);
    else checker.warn("invalid-import", "Only a root module can hold an import block.", block.range);
  }
}

const isOfModule = /^module\.[\w-]+(?:\[[^\]]*\])?(?:\.module\.[\w-]+(?:\[[^\]]*\])?)*$/;
const instanceKey = /\[/;

class MoveChecker {
  readonly #moves = new Map<string, { readonly to: string; readonly range: SourceRange }>();
  readonly #origins = new Map<string, string>();
  readonly #imported = new Set<string>();

  constructor(
    readonly module: Module,
    readonly report: ReportDiagnostic,
  ) {}

  checkMoved({ content, range }: WrittenBlock): void {
    const written = content.attributes.get("from");
    const from = this.addressIn(written);
    const to = this.addressIn(content.attributes.get("to"));
    if (written === undefined || from === undefined || to === undefined) return;
    if (isOfModule.test(from) !== isOfModule.test(to)) {
      this.warn("invalid-move", "A resource moves to a resource, and a module to a module.", range);
    } else if (from === to) {
      this.warn("invalid-move", `"${from}" is where it was: this moves nothing.`, range);
    } else if ((this.#moves.get(from)?.to ?? to) !== to || (this.#origins.get(to) ?? from) !== from) {
      this.warn("invalid-move", "Another block moves the same thing, or something else to the same place.", range);
    } else if (nameOf(from) !== nameOf(to) && this.isStillDeclared(written, instanceKey.test(to))) {
      this.warn("invalid-move", `"${from}" is said to be moved, but is still declared.`, range);
    }
    if (from !== to) this.#moves.set(from, { to, range });
    this.#origins.set(to, from);
  }

  /** Follows each move to where it ends. */
  checkCircles(): void {
    const followed = new Set<string>();
    for (const start of this.#moves.keys()) {
      const way = new Set<string>();
      let at = start;
      for (let move = this.#moves.get(at); move !== undefined && !followed.has(at); move = this.#moves.get(at)) {
        followed.add(at);
        way.add(at);
        at = move.to;
        if (way.has(at)) this.warn("invalid-move", `"${at}" is moved in a circle.`, move.range);
      }
    }
  }

  /** Whether there still is what is moved; what has instances is no single one, as the source of a move to one is. */
  isStillDeclared({ attribute }: WrittenAttribute, isToInstance: boolean): boolean {
    const name = declarationNamed(attribute.expression);
    if (name === undefined || name !== traversalText(attribute.expression)) return false;
    const declaration = this.module.resources.get(name) ?? this.module.calls.get(name.replace(/^module\./, ""));
    if (declaration === undefined || !isDeclared(this.module, name)) return false;
    const { attributes } = declaration.content;
    return !isToInstance || !(attributes.has("count") || attributes.has("for_each"));
  }

  checkRemoved({ content }: WrittenBlock): void {
    const written = content.attributes.get("from");
    const from = this.addressIn(written);
    if (written === undefined || from === undefined) return;
    if (/(?:^|\.)data\./.test(from)) {
      this.warn("invalid-removal", "A data source is never destroyed, and so never removed.", attributeRange(written));
    } else if (instanceKey.test(from)) {
      const message = "What is removed is a whole resource or module, not one instance of it.";
      this.warn("invalid-removal", message, attributeRange(written));
    }
  }

  checkImport({ content }: WrittenBlock): void {
    const { attributes } = content;
    const to = attributes.get("to");
    const id = attributes.get("id");
    if (id === undefined && !attributes.has("identity") && to !== undefined) {
      const message = 'An import needs the "id" of what is imported, or its "identity".';
      this.warn("missing-argument", message, attributeRange(to));
    }
    const isEmpty = id?.attribute.expression.kind === "null" || isEmptyText(id);
    if (id !== undefined && isEmpty)
      this.warn("invalid-import", "The id of an import is not empty.", attributeRange(id));
    if (to !== undefined) this.checkTarget(to, id, attributes.has("for_each"));
  }

  checkTarget(to: WrittenAttribute, id: WrittenAttribute | undefined, isRepeated: boolean): void {
    const { expression } = to.attribute;
    const target = traversalText(expression);
    if (target !== undefined && /(?:^|\.)data\./.test(target)) {
      this.warn("invalid-import", "Data sources cannot be imported.", attributeRange(to));
      return;
    }
    if (target !== undefined && !isRepeated && this.#imported.has(target)) {
      this.warn("invalid-import", `Another block imports "${target}" already.`, attributeRange(to));
    }
    if (target !== undefined) this.#imported.add(target);
    const name = declarationNamed(expression);
    if (name !== undefined && !isDeclared(this.module, name)) {
      this.warn("undeclared-reference", `"${name}" is not declared in this module.`, attributeRange(to));
    }
    if (id === undefined || name === undefined || name.startsWith("module.")) return;
    const isCircular = [...referencedNames(id.attribute.expression)].some(
      (each) => `${each.root}.${each.name ?? ""}` === name,
    );
    if (!isCircular) return;
    this.warn("invalid-import", "The id of an import cannot refer to what is imported.", attributeRange(id));
  }

  /** The address that an argument names, which holds no expressions. */
  addressIn(written: WrittenAttribute | undefined): string | undefined {
    if (written === undefined || written.attribute.expression.kind === "error") return undefined;
    const text = traversalText(written.attribute.expression);
    if (text === undefined || !text.includes(".")) {
      const message = 'An address has names and plain keys only, as "module.a.aws_subnet.b[0]".';
      this.warn("invalid-address", message, attributeRange(written));
      return undefined;
    }
    return text.replace(/^resource\./, "");
  }

  warn(code: string, message: string, range: SourceRange): void {
    this.report({ severity: "warning", code, message, range });
  }
}

function isEmptyText(written: WrittenAttribute | undefined): boolean {
  const expression = written?.attribute.expression;
  return expression?.kind === "string" && expression.value === "";
}

/** An address without instance keys. */
function nameOf(address: string): string {
  return address.replace(/\[(?:"(?:[^"\\]|\\.)*"|[^\]"]*)\]/g, "");
}
