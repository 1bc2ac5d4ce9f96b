import type { SourceFile } from "../source/source-file.js";

/**
 * The syntax tree of HCL native syntax, and of JSON syntax translated into it. Every node has half-open UTF-16 offsets
 * `start` and `end` into the text of its file. The tree says what was written, not what it means: no Terraform here.
 *
 * Specification: https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md
 */
export interface SyntaxNode {
  readonly start: number;
  readonly end: number;
}

/** A parsed file. `body` is always there; after a syntax error it holds what could be recovered. */
export interface HclFile {
  readonly file: SourceFile;
  readonly body: Body;
  /** Comments in order of appearance. */
  readonly comments: readonly Comment[];
  /** Whether the file was written in JSON syntax. */
  readonly isJson: boolean;
}

/** A comment with its delimiters; a line comment ends before its line break. */
export interface Comment extends SyntaxNode {
  readonly style: "#" | "//" | "/*";
}

/** The inside of a block, or a whole file. `items` keeps attributes and blocks in source order. */
export interface Body extends SyntaxNode {
  readonly items: readonly (Attribute | Block)[];
}

/** `name = expression`. The range goes from the name to the end of the expression. */
export interface Attribute extends SyntaxNode {
  readonly kind: "attribute";
  readonly name: string;
  /** End of the name; it begins at `start`. In JSON syntax the name's range includes its quotes. */
  readonly nameEnd: number;
  readonly expression: Expression;
}

/** `type "label" { … }`. The range goes from the type to the closing brace. */
export interface Block extends SyntaxNode {
  readonly kind: "block";
  readonly type: string;
  readonly labels: readonly Label[];
  /** End of the header: of the last label, or of the type; it begins at `start`. */
  readonly headerEnd: number;
  readonly body: Body;
}

/** A block label, with its quotes in the range and without them in the value. */
export interface Label extends SyntaxNode {
  readonly value: string;
  readonly isQuoted: boolean;
}

/** Every form of expression. */
export type Expression =
  | NumberLiteral
  | BooleanLiteral
  | NullLiteral
  | StringLiteral
  | Template
  | Variable
  | GetAttribute
  | Index
  | Splat
  | Call
  | ForExpression
  | Conditional
  | BinaryOperation
  | UnaryOperation
  | Parentheses
  | TupleConstructor
  | ObjectConstructor
  | ErrorExpression;

/** `12`, `1.5e3`: the text as written, since its value does not fit a double. */
export interface NumberLiteral extends SyntaxNode {
  readonly kind: "number";
  readonly text: string;
}

export interface BooleanLiteral extends SyntaxNode {
  readonly kind: "boolean";
  readonly value: boolean;
}

export interface NullLiteral extends SyntaxNode {
  readonly kind: "null";
}

/** A quoted template or heredoc without any interpolation or directive: escapes resolved, `<<-` dedented, not yet NFC. */
export interface StringLiteral extends SyntaxNode {
  readonly kind: "string";
  readonly value: string;
  readonly isHeredoc: boolean;
}

/**
 * A quoted template or heredoc with at least one interpolation or directive. Strip markers (`~`), escapes and the dedent
 * of `<<-` are already applied to its literal parts. A template that is one interpolation and nothing else (`"${x}"`)
 * keeps the type of `x`: `isWrapper`.
 */
export interface Template extends SyntaxNode {
  readonly kind: "template";
  readonly parts: readonly TemplatePart[];
  readonly isHeredoc: boolean;
  readonly isWrapper: boolean;
}

export type TemplatePart = TemplateText | TemplateInterpolation | TemplateIf | TemplateFor;

export interface TemplateText extends SyntaxNode {
  readonly kind: "text";
  readonly value: string;
}

/** `${ expression }`; the range includes the markers. */
export interface TemplateInterpolation extends SyntaxNode {
  readonly kind: "interpolation";
  readonly expression: Expression;
}

/** `%{ if }…%{ else }…%{ endif }`. */
export interface TemplateIf extends SyntaxNode {
  readonly kind: "if";
  readonly condition: Expression;
  readonly consequent: readonly TemplatePart[];
  readonly alternate: readonly TemplatePart[] | undefined;
}

/** `%{ for k, v in xs }…%{ endfor }`. */
export interface TemplateFor extends SyntaxNode {
  readonly kind: "for";
  readonly keyName: string | undefined;
  readonly valueName: string;
  readonly collection: Expression;
  readonly parts: readonly TemplatePart[];
}

/** A root name: `var`, `aws_s3_bucket`, `each`. What hangs on it is `GetAttribute`, `Index` or `Splat`. */
export interface Variable extends SyntaxNode {
  readonly kind: "variable";
  readonly name: string;
}

/** `object.name`; also the legacy `object.0`, which is an `Index`. The range includes `object`. */
export interface GetAttribute extends SyntaxNode {
  readonly kind: "getAttribute";
  readonly object: Expression;
  readonly name: string;
  readonly nameStart: number;
}

/** `object[key]`, or the legacy `object.0` (`isLegacy`). */
export interface Index extends SyntaxNode {
  readonly kind: "index";
  readonly object: Expression;
  readonly key: Expression;
  readonly isLegacy: boolean;
}

/**
 * `object[*].a[0]` (`full`) or `object.*.a` (`attributeOnly`). `steps` are what is applied to each element; what follows an
 * attribute-only splat's attributes is applied to the result and so is a node around this one.
 */
export interface Splat extends SyntaxNode {
  readonly kind: "splat";
  readonly object: Expression;
  readonly style: "full" | "attributeOnly";
  readonly steps: readonly SplatStep[];
}

export type SplatStep =
  | (SyntaxNode & { readonly kind: "attribute"; readonly name: string })
  | (SyntaxNode & { readonly kind: "index"; readonly key: Expression })
  | SplatStepNested;

/**
 * The second splat of `a[*].b[*].c`, which is taken of each `b`: `steps` are applied to each element of what the steps before
 * it gave, so that the result is a list of lists. Steps after it are applied to its result (`a[*].b.*.c[0]`).
 */
export interface SplatStepNested extends SyntaxNode {
  readonly kind: "splat";
  readonly style: "full" | "attributeOnly";
  readonly steps: readonly SplatStep[];
}

/** `name(a, b...)`. `name` has its namespaces: `provider::aws::arn_parse`, without blanks. */
export interface Call extends SyntaxNode {
  readonly kind: "call";
  readonly name: string;
  readonly nameEnd: number;
  readonly arguments: readonly Expression[];
  /** Whether the last argument is followed by `...`. */
  readonly expandsFinal: boolean;
}

/** `[for v in xs : v if c]` or `{for k, v in xs : k => v... if c}`: an object when `key` is there. */
export interface ForExpression extends SyntaxNode {
  readonly kind: "forExpression";
  readonly keyName: string | undefined;
  readonly valueName: string;
  readonly collection: Expression;
  readonly key: Expression | undefined;
  readonly value: Expression;
  readonly condition: Expression | undefined;
  readonly isGrouping: boolean;
}

export interface Conditional extends SyntaxNode {
  readonly kind: "conditional";
  readonly condition: Expression;
  readonly consequent: Expression;
  readonly alternate: Expression;
}

export type BinaryOperator = "||" | "&&" | "==" | "!=" | "<" | ">" | "<=" | ">=" | "+" | "-" | "*" | "/" | "%";

export interface BinaryOperation extends SyntaxNode {
  readonly kind: "binary";
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

export interface UnaryOperation extends SyntaxNode {
  readonly kind: "unary";
  readonly operator: "-" | "!";
  readonly operand: Expression;
}

/** `(expression)`: kept, because `{ (x) = 1 }` means something other than `{ x = 1 }`. */
export interface Parentheses extends SyntaxNode {
  readonly kind: "parentheses";
  readonly expression: Expression;
}

export interface TupleConstructor extends SyntaxNode {
  readonly kind: "tuple";
  readonly items: readonly Expression[];
}

/** `{ key = value, … }`, range from the key to the end of the value. A bare identifier as key is a `Variable` node and means its own name. */
export interface ObjectConstructor extends SyntaxNode {
  readonly kind: "object";
  readonly items: readonly ObjectItem[];
}

export interface ObjectItem extends SyntaxNode {
  readonly key: Expression;
  readonly value: Expression;
}

/** What could not be parsed; a diagnostic has said so. It evaluates to an unknown of reason `error`. */
export interface ErrorExpression extends SyntaxNode {
  readonly kind: "error";
}
