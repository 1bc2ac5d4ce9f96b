import type { Expression } from "../../hcl/syntax.js";
import type { Module } from "./module.js";
import { traversalText } from "./traversal-text.js";

const reference = /^(?:resource\.)?((?:(?:data|ephemeral)\.)?[\w-]+\.[\w-]+)/;

/** Names that have no declaration, or one that others look for. */
const otherRoots = /^(?:each|count|self|path|terraform)\b/;

/** The declaration that a plain reference names: `module.a`, `data.aws_ami.b`, `var.c`; undefined for anything else. */
export function declarationNamed(expression: Expression): string | undefined {
  const text = traversalText(expression);
  return text === undefined || otherRoots.test(text) ? undefined : reference.exec(text)?.[1];
}

/** Whether a module declares what a reference names. */
export function isDeclared(module: Module, name: string): boolean {
  const dot = name.indexOf(".");
  const root = name.slice(0, dot);
  const rest = name.slice(dot + 1);
  if (root === "module") return module.calls.has(rest);
  if (root === "var") return module.variables.has(rest);
  if (root === "local") return module.locals.has(rest);
  return module.resources.has(name);
}
