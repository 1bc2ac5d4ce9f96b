import { isNumber } from "./number.js";
import type { Block, Body, Expression, HclFile, ObjectItem, Template, TemplatePart, UnaryOperation } from "./syntax.js";

/** JSON as hcl2json gives it. */
export type ProjectedJson =
  null | boolean | number | string | readonly ProjectedJson[] | { [key: string]: ProjectedJson };

type ProjectedObject = { [key: string]: ProjectedJson };

/** Above this many digits a number is left as it was written. */
const digitLimit = 10_000;

/**
 * Returns what `parse` of @cdktf/hcl2json gives for the same text: literals as JSON, templates as text, any other
 * expression as its source in `${ }`, blocks as lists of objects below their labels. This is how the tree is checked
 * against HashiCorp's parser. Returns undefined where hcl2json refuses a file that is valid HCL (the same type of block with
 * and without labels).
 */
export function projectToHcl2json(file: HclFile): ProjectedJson | undefined {
  return new Projection(file.file.text).body(file.body);
}

class Projection {
  constructor(readonly text: string) {}

  body(body: Body): ProjectedObject | undefined {
    const result: ProjectedObject = {};
    for (const item of body.items) {
      if (item.kind === "block" && !this.block(item, result)) return undefined;
    }
    // An argument with the name of a block replaces it.
    for (const item of body.items) {
      if (item.kind === "attribute") set(result, item.name, this.expression(item.expression));
    }
    return result;
  }

  block(block: Block, into: ProjectedObject): boolean {
    let key = block.type;
    let object = into;
    for (const label of block.labels) {
      const inner = own(object, key) ?? set(object, key, {});
      if (!isObject(inner)) return false;
      object = inner;
      key = label.value;
    }
    const value = this.body(block.body);
    if (value === undefined) return false;
    const present = own(object, key);
    if (present === undefined) set(object, key, [value]);
    else if (Array.isArray(present)) present.push(value);
    else return false;
    return true;
  }

  expression(expression: Expression): ProjectedJson {
    switch (expression.kind) {
      case "number":
        return Number(expression.text);
      case "boolean":
        return expression.value;
      case "null":
        return null;
      case "string":
        return escapeMarkers(expression.value);
      case "template":
        return this.template(expression);
      case "unary":
        return this.unary(expression);
      case "tuple":
        return expression.items.map((item) => this.expression(item));
      case "object":
        return this.object(expression.items);
      default:
        return this.source(expression);
    }
  }

  template(template: Template): ProjectedJson {
    const [first] = template.parts;
    if (template.isWrapper && first?.kind === "interpolation") return this.expression(first.expression);
    return this.parts(template.parts);
  }

  unary(operation: UnaryOperation): ProjectedJson {
    const { operator, operand } = operation;
    if (operator === "-" && operand.kind === "number") return -Number(operand.text);
    if (operator === "!" && operand.kind === "boolean") return !operand.value;
    return this.source(operation);
  }

  object(items: readonly ObjectItem[]): ProjectedObject {
    const result: ProjectedObject = {};
    for (const { key, value } of items) {
      const name = isStaticTraversal(key) ? this.text.slice(key.start, key.end) : this.inTemplate(key);
      set(result, name, this.expression(value));
    }
    return result;
  }

  parts(parts: readonly TemplatePart[]): string {
    return parts.map((part) => this.part(part)).join("");
  }

  part(part: TemplatePart): string {
    switch (part.kind) {
      case "text":
        return escapeMarkers(part.value);
      case "interpolation":
        return this.inTemplate(part.expression);
      case "if":
        return this.conditional(part.condition, this.branch(part.consequent), this.branch(part.alternate ?? []));
      case "for": {
        const names = part.keyName === undefined ? part.valueName : `${part.keyName}, ${part.valueName}`;
        return `%{for ${names} in ${this.slice(part.collection)}}${this.branch(part.parts)}%{endfor}`;
      }
    }
  }

  /** What a directive encloses: hcl2json evaluates a single literal, which makes nothing of null. */
  branch(parts: readonly TemplatePart[]): string {
    const [only] = parts;
    if (parts.length === 1 && only?.kind === "interpolation" && only.expression.kind === "null") return "";
    return this.parts(parts);
  }

  inTemplate(expression: Expression): string {
    switch (expression.kind) {
      case "string":
        return escapeMarkers(expression.value);
      case "number":
        return decimal(expression.text);
      case "boolean":
        return String(expression.value);
      case "null":
        return "null";
      case "template": {
        const [first] = expression.parts;
        if (expression.isWrapper && first?.kind === "interpolation") return this.inTemplate(first.expression);
        return this.parts(expression.parts);
      }
      case "conditional": {
        const { condition, consequent, alternate } = expression;
        return this.conditional(condition, this.inTemplate(consequent), this.inTemplate(alternate));
      }
      default:
        return this.source(expression);
    }
  }

  conditional(condition: Expression, consequent: string, alternate: string): string {
    const otherwise = alternate === "" ? "" : `%{else}${alternate}`;
    return `%{if ${this.slice(condition)}}${consequent}${otherwise}%{endif}`;
  }

  source(expression: Expression): string {
    return `\${${this.slice(expression)}}`;
  }

  slice(expression: Expression): string {
    return this.text.slice(expression.start, expression.end);
  }
}

/** Whether HCL reads this as one traversal from a root name, with literal steps only. */
function isStaticTraversal(expression: Expression): boolean {
  let step = expression;
  for (;;) {
    if (step.kind === "variable") return true;
    if (step.kind === "getAttribute") step = step.object;
    else if (step.kind === "index" && isLiteral(step.key)) step = step.object;
    else return false;
  }
}

function isLiteral(key: Expression): boolean {
  return key.kind === "number" || key.kind === "string" || key.kind === "boolean" || key.kind === "null";
}

/** Go's normalised text, with what would begin an interpolation escaped again. */
function escapeMarkers(text: string): string {
  return text.normalize("NFC").replaceAll(/[$%](?=\{)/g, "$&$&");
}

/** A number literal written out without exponent, as cty turns numbers into texts. */
function decimal(text: string): string {
  if (!isNumber(text)) return text;
  const [mantissa = "", exponentText = "0"] = text.toLowerCase().split("e");
  const [integer = "", fraction = ""] = mantissa.split(".");
  const exponent = Number(exponentText);
  if (Math.abs(exponent) > digitLimit) return text;
  const digits = integer + fraction;
  const point = integer.length + exponent;
  const whole = point <= 0 ? "" : digits.slice(0, point).padEnd(point, "0");
  const rest = point < 0 ? "0".repeat(-point) + digits : digits.slice(point);
  const trimmed = rest.replace(/0+$/, "");
  const wholeTrimmed = whole.replace(/^0+/, "");
  return (wholeTrimmed === "" ? "0" : wholeTrimmed) + (trimmed === "" ? "" : `.${trimmed}`);
}

function isObject(value: ProjectedJson): value is ProjectedObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function own(object: ProjectedObject, key: string): ProjectedJson | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Sets a property, `__proto__` included. */
function set<T extends ProjectedJson>(object: ProjectedObject, key: string, value: T): T {
  Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
  return value;
}
