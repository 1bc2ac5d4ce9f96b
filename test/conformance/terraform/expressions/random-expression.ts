import fc from "fast-check";
import type { Arbitrary } from "fast-check";

/** What a generated expression evaluates to, roughly: a few are wrong on purpose. */
type Kind = "number" | "string" | "bool" | "numbers" | "strings" | "object" | "map" | "objects" | "any";

/** One way to make an expression: a pattern with `<kind>` where expressions go, which may be nested as deep as is left. */
type Pattern = readonly [weight: number, text: string];

const leaves: Readonly<Record<Kind, readonly Pattern[]>> = {
  number: [
    [6, "0"],
    [6, "1"],
    [6, "2"],
    [4, "-3"],
    [4, "7"],
    [4, "10"],
    [3, "2.5"],
    [2, "0.1"],
    [2, "1e3"],
    [1, "9007199254740993"],
    [1, "12345678901234567890.125"],
    [3, "local.number"],
    [2, "local.half"],
    [2, "local.object.size"],
    [2, "local.map.b"],
    [1, "local.u_number"],
    [1, "sensitive(4)"],
    [1, '"5"'],
  ],
  string: [
    [6, '"a"'],
    [4, '"b"'],
    [4, '"hello world"'],
    [2, '""'],
    [2, '"é"'],
    [2, '"e\\u0301x"'],
    [1, '"😀👨‍👩‍👧"'],
    [2, '"A-b_C"'],
    [2, '"1"'],
    [1, '"<&>\\n\\t\\"\\\\"'],
    [1, '"$${x}%%{y}"'],
    [3, "local.string"],
    [2, "local.object.name"],
    [2, "local.list[1]"],
    [1, "local.u_string"],
    [1, "local.secret"],
    [1, "5"],
    [1, "true"],
  ],
  bool: [
    [5, "true"],
    [5, "false"],
    [2, "local.yes"],
    [1, "local.u_bool"],
    [1, "sensitive(true)"],
    [1, '"false"'],
  ],
  numbers: [
    [1, "[]"],
    [4, "[1, 2, 3]"],
    [3, "[3, 1, 2, 1]"],
    [2, "tolist([5, 6])"],
    [2, "toset([20, 3, 100])"],
    [2, "[0.5, -1]"],
    [2, "local.object.items"],
    [1, "[local.u_number, 1]"],
    [1, "tolist([])"],
    [1, "sensitive([1, 2])"],
  ],
  strings: [
    [1, "[]"],
    [4, '["a", "b"]'],
    [3, '["b", "a", "b", ""]'],
    [3, "local.list"],
    [3, "local.set"],
    [2, 'toset(["é", "Z", "10", "9"])'],
    [1, "local.u_list"],
    [1, '["a", local.u_string]'],
    [1, '[sensitive("x"), "y"]'],
    [1, '["a", 1, true]'],
  ],
  object: [
    [2, "{}"],
    [4, "{ a = 1 }"],
    [3, '{ a = 1, b = "x" }'],
    [3, "local.object"],
    [2, "{ b = { c = [1] }, a = null }"],
    [1, "local.u_object"],
    [1, "{ a = local.u_number, b = 2 }"],
    [1, "{ a = sensitive(1), b = 2 }"],
  ],
  map: [
    [3, "local.map"],
    [3, 'tomap({ a = "x", b = "y" })'],
    [2, "tomap({})"],
    [2, "tomap({ b = 2, a = 1 })"],
    [1, "local.u_map"],
  ],
  objects: [
    [4, "local.items"],
    [3, '[{ name = "x", size = 1 }]'],
    [2, 'tolist([{ name = "z", size = 1 }, { name = "y", size = 2 }])'],
    [2, 'toset([{ name = "z", size = 1 }, { name = "y", size = 2 }])'],
    [1, "[]"],
    [1, '[{ name = "x", size = local.u_number }, { name = local.u_string, size = 1 }]'],
  ],
  any: [
    [1, "null"],
    [1, "local.u"],
    [1, "local.none"],
    [2, "local.tuple"],
    [2, '[1, "a", true]'],
    [1, "local.u_tuple"],
  ],
};

const nodes: Readonly<Record<Kind, readonly Pattern[]>> = {
  number: [
    [3, "<number> + <number>"],
    [3, "<number> - <number>"],
    [3, "<number> * <number>"],
    [3, "<number> / <number>"],
    [2, "<number> % <number>"],
    [2, "-<number>"],
    [3, "(<number>)"],
    [3, "<bool> ? <number> : <number>"],
    [2, "try(<numbers>[0], <number>)"],
    [1, "[<number>, <number>][1]"],
    [2, "length(<strings>)"],
    [1, "length(<object>)"],
    [1, "length(<string>)"],
    [1, "max(<number>, <number>)"],
    [1, "min(<numbers>...)"],
    [1, "abs(<number>)"],
    [1, "floor(<number>)"],
    [1, "ceil(<number>)"],
    [1, "sum(<numbers>)"],
    [1, "try(<number>, <number>)"],
    [1, "try(tonumber(<string>), <number>)"],
    [1, "try(<object>.a, <number>)"],
    [1, "try(<map>[<string>], 1)"],
    [1, "lookup(<map>, <string>, 1)"],
    [1, "element([<number>, <number>], 5)"],
    [1, 'index([<string>, "a"], "a")'],
  ],
  string: [
    [4, '"x${<string>}"'],
    [3, '"${<number>}-${<string>}"'],
    [2, '"${<string>}"'],
    [2, '"%{ if <bool> }${<string>}%{ else }n%{ endif }"'],
    [2, '"%{ for x in <strings> }<${x}>%{ endfor }"'],
    [2, '"%{ for k, v in <map> ~} ${k}=${v} %{ endfor ~} "'],
    [3, "<bool> ? <string> : <string>"],
    [2, "try(<strings>[0], <string>)"],
    [1, "upper(<string>)"],
    [1, 'join("-", <strings>)'],
    [1, 'replace(<string>, "a", <string>)'],
    [1, 'format("%s:%v", <string>, <number>)'],
    [1, "jsonencode(<any>)"],
    [1, "jsonencode(<object>)"],
    [1, "substr(<string>, 1, <number>)"],
    [1, "tostring(<number>)"],
    [1, "coalesce(<string>, <string>)"],
    [1, "try(<string>, <string>)"],
    [1, "trimspace(<string>)"],
    [1, "element([<string>, <string>], 3)"],
    [1, "[for o in <objects> : o.name][0]"],
    [1, "try(one(<strings>), <string>)"],
  ],
  bool: [
    [3, "<number> < <number>"],
    [2, "<number> >= <number>"],
    [3, "<number> == <number>"],
    [3, "<string> == <string>"],
    [2, "<strings> == <strings>"],
    [2, "<object> != <object>"],
    [2, "<any> == null"],
    [1, "<map> == <map>"],
    [2, "!<bool>"],
    [2, "<bool> ? <bool> : <bool>"],
    // What the two versions of the logical operators disagree on, unknowns and errors, is left out.
    [1, "(1 < 2) && (2 < 1)"],
    [1, "contains(<strings>, <string>)"],
    [1, "can(<any>.a)"],
    [1, "can(<number>)"],
    [1, "alltrue([<bool>, <bool>])"],
    [1, "startswith(<string>, <string>)"],
    [1, "try(tobool(<string>), <bool>)"],
  ],
  numbers: [
    [3, "[<number>, <number>]"],
    [3, "[for x in <numbers> : x * <number>]"],
    [2, "[for i, x in <strings> : i]"],
    [2, "[for x in <numbers> : x if x > <number>]"],
    [2, "<bool> ? <numbers> : <numbers>"],
    [2, "<objects>[*].size"],
    [1, "<objects>.*.size"],
    [1, "tolist(<numbers>)"],
    [1, "toset(<numbers>)"],
    [1, "concat(<numbers>, <numbers>)"],
    [1, "range(3)"],
    [1, "values(<map>)"],
    [1, "reverse(<numbers>)"],
    [1, "distinct(<numbers>)"],
    [1, "slice([1, 2, <number>], 0, 2)"],
    [1, "[for k, v in <object> : v]"],
  ],
  strings: [
    [3, "[<string>, <string>]"],
    [3, '[for x in <strings> : "${x}!"]'],
    [2, "[for x in <strings> : x if x != <string>]"],
    [2, "[for k, v in <map> : k]"],
    [2, "<bool> ? <strings> : <strings>"],
    [2, "<objects>[*].name"],
    [1, "tolist(<strings>)"],
    [1, "toset(<strings>)"],
    [1, "keys(<object>)"],
    [1, "keys(<map>)"],
    [1, "sort(<strings>)"],
    [1, "compact(<strings>)"],
    [1, "concat(<strings>, <strings>)"],
    [1, "distinct(<strings>)"],
    [1, 'split("", <string>)'],
    [1, "setunion(<strings>, <strings>)"],
    [1, "setsubtract(<strings>, <strings>)"],
    [1, "flatten([<strings>, [<strings>]])"],
    [1, "<strings>[*]"],
  ],
  object: [
    [3, "{ a = <number>, b = <string> }"],
    [2, "{ (<string>) = <any> }"],
    [2, '{ "k${<number>}" = <bool>, c = <numbers> }'],
    [2, "{ for x in <strings> : x => <number>... }"],
    [2, "{ for i, x in <numbers> : i => x }"],
    [2, "{ for k, v in <map> : k => [v, <number>] }"],
    [2, "{ for o in <objects> : o.name => o.size... }"],
    [1, "{ for x in <strings> : upper(x) => x }"],
    [2, "<bool> ? <object> : <object>"],
    [1, "merge(<object>, <object>)"],
    [1, "zipmap(<strings>, <strings>)"],
    [1, "<objects>[0]"],
  ],
  map: [
    [1, "tomap(<object>)"],
    [2, "tomap({ a = <number>, b = <number> })"],
    [2, "{ for x in toset(<strings>) : x => <string> }"],
    [2, "tomap({ for x in <strings> : x => 1... })"],
    [2, "<bool> ? <map> : <map>"],
    [1, "merge(<map>, <map>)"],
    [1, "<bool> ? <map> : { q = <number> }"],
  ],
  objects: [
    [3, "[{ name = <string>, size = <number> }, { name = <string>, size = <number> }]"],
    [1, "[<object>, <object>]"],
    [2, "[for x in <strings> : { name = x, size = <number> }]"],
    [1, "tolist(<objects>)"],
    [1, "toset(<objects>)"],
    [1, "[<object>][*]"],
    [1, "<bool> ? <objects> : <objects>"],
  ],
  any: [
    [3, "<number>"],
    [3, "<string>"],
    [2, "<bool>"],
    [3, "<numbers>"],
    [3, "<strings>"],
    [3, "<object>"],
    [2, "<map>"],
    [2, "<objects>"],
    [2, "[<any>, <any>]"],
    [2, "{ a = <any>, b = <any> }"],
    [1, "toset([<any>, <any>])"],
    [1, "tolist([<any>, <any>])"],
    [1, "tomap({ a = <any>, b = <any> })"],
    [1, "tolist([<object>, <object>])"],
    [1, "toset([<numbers>, <numbers>])"],
    [1, "tomap({ a = <strings>, b = <numbers> })"],
    [1, "<bool> ? <any> : <any>"],
    [1, "<bool> ? <object> : <map>"],
    [1, "<bool> ? <strings> : <numbers>"],
    [1, "<any>[*]"],
    [1, "[for x in [<any>, <any>] : x]"],
    [1, "try(<any>.a, <any>)"],
    [1, "try(<object>[<string>], <any>)"],
    [1, "coalesce(<number>, <string>)"],
    [1, "sensitive(<any>)"],
  ],
};

const hole = /<(number|string|bool|numbers|strings|object|map|objects|any)>/;

function fromPattern(text: string, depth: number): Arbitrary<string> {
  const parts = text.split(hole);
  const kinds = parts.filter((_, at) => at % 2 === 1) as Kind[];
  if (kinds.length === 0) return fc.constant(text);
  return fc
    .tuple(...kinds.map((kind) => expressionOf(kind, depth - 1)))
    .map((inner) => parts.map((part, at) => (at % 2 === 0 ? part : parenthesize(inner[(at - 1) / 2] ?? ""))).join(""));
}

/** Operands are put in parentheses where precedence might otherwise make something else of them. */
function parenthesize(text: string): string {
  return /^[\w.]+$|^[[{"(][^]*$/.test(text) && !/ [-+*/%<>=!?]/.test(text) ? text : `(${text})`;
}

const known = new Map<string, Arbitrary<string>>();

function expressionOf(kind: Kind, depth: number): Arbitrary<string> {
  const key = `${kind} ${String(depth)}`;
  let arbitrary = known.get(key);
  if (arbitrary === undefined) {
    const ends = weighted(leaves[kind], depth);
    arbitrary =
      depth <= 0
        ? ends
        : fc.oneof({ arbitrary: ends, weight: 2 }, { arbitrary: weighted(nodes[kind], depth), weight: 5 });
    known.set(key, arbitrary);
  }
  return arbitrary;
}

function weighted(patterns: readonly Pattern[], depth: number): Arbitrary<string> {
  return fc.oneof(...patterns.map(([weight, text]) => ({ weight, arbitrary: fromPattern(text, depth) })));
}

/** Random expressions over what the preamble declares, most of them well-typed, up to four levels deep. */
export const randomExpression: Arbitrary<string> = expressionOf("any", 4);
