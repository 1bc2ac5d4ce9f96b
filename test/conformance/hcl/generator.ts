import fc from "fast-check";

const name = fc.constantFrom("a", "b1", "var", "local", "for", "in", "if", "each", "x-y", "_z", "é", "count");
const blank = fc.constantFrom("", " ", "  ", " /* c */ ");
const number = fc.constantFrom("0", "1", "42", "1.5", "1e3", "007", "123456789012345678901234567890", "2.50E-3");
const plainText = fc
  .array(
    fc.constantFrom("a", "Z", "0", " ", "$", "%", "$$", "{", "}", "é", "😀", "e\u0301", "$${", "%%{", "~", "#", "'"),
  )
  .map((parts) => parts.join("").replace(/(?<=[$%])\{/g, "("));
const quotedText = fc
  .tuple(plainText, fc.constantFrom("", "\\n", '\\"', "\\\\", "\\t", "\\u00e9", "\\U0001F600"))
  .map(([text, escape]) => text + escape);
const operator = fc.constantFrom("||", "&&", "==", "!=", "<", ">", "<=", ">=", "+", "-", "*", "/", "%");
const open = fc.constantFrom("${", "${~", "${ ", "${~ ");
const close = fc.constantFrom("}", "~}", " }", " ~}");
const directiveOpen = fc.constantFrom("%{", "%{~", "%{ ", "%{~ ");

type Grammar = {
  expression: string;
  operand: string;
  quoted: string;
  quotedPart: string;
  heredocBody: string;
  object: string;
  items: string;
  body: string;
};

/** Generates expressions, templates, heredocs and bodies; everything it makes is valid HCL. */
const { expression, heredocBody, body } = fc.letrec<Grammar>((tie) => ({
  quotedPart: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    quotedText,
    fc.tuple(open, tie("expression"), close).map((parts) => parts.join("")),
    fc
      .tuple(directiveOpen, tie("expression"), close, tie("quotedPart"), directiveOpen, close)
      .map(
        ([start, condition, end, inner, last, lastEnd]) =>
          `${start}if ${condition}${end}${inner}${last}endif${lastEnd}`,
      ),
    fc
      .tuple(directiveOpen, name, tie("expression"), close, tie("quotedPart"))
      .map(([start, variable, xs, end, inner]) => `${start}for ${variable} in ${xs}${end}${inner}%{ endfor }`),
  ),
  quoted: fc.array(tie("quotedPart"), { maxLength: 3 }).map((parts) => `"${parts.join("")}"`),
  operand: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    name,
    number,
    fc.constantFrom("true", "false"),
    tie("quoted"),
    fc.tuple(name, name).map(([object, attribute]) => `${object}.${attribute}`),
    fc.tuple(name, tie("expression")).map(([object, key]) => `${object}[${key}]`),
    fc
      .tuple(name, fc.constantFrom("[*]", ".*", ".0", "[*].b[0]", ".*.b.c[1]", "[*].b[*].c"))
      .map((parts) => parts.join("")),
    fc.tuple(name, fc.array(tie("expression"), { maxLength: 3 })).map(([call, args]) => `${call}(${args.join(", ")})`),
    fc.tuple(name, tie("expression")).map(([call, last]) => `${call} (\n${last}...\n)`),
    fc.array(tie("expression"), { maxLength: 3 }).map((items) => `[${items.join(",\n")}]`),
    tie("object"),
    tie("expression").map((inner) => `(\n${inner}\n)`),
    fc.tuple(fc.constantFrom("-", "!"), blank, tie("operand")).map((parts) => parts.join("")),
    fc
      .tuple(name, name, tie("expression"), tie("expression"), tie("expression"))
      .map(([key, value, xs, result, condition]) => `[for ${key}, ${value} in ${xs} : ${result} if ${condition}]`),
    fc
      .tuple(name, tie("expression"), tie("expression"), tie("expression"), fc.constantFrom("", "..."))
      .map(([value, xs, key, result, group]) => `{for ${value} in ${xs} :\n ${key} => ${result}${group}\n}`),
  ),
  object: fc
    .array(
      fc.tuple(tie("items"), fc.constantFrom("=", " : "), tie("expression"), fc.constantFrom(",", "\n", " # c\n")),
      {
        maxLength: 3,
      },
    )
    .map((items) => `{\n${items.map((parts) => parts.join("")).join("")}}`),
  items: fc.oneof(
    { maxDepth: 3 },
    name.map((key) => (key === "for" ? "fore" : key)),
    tie("quoted"),
    number,
    tie("expression").map((inner) => `(${inner})`),
  ),
  expression: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    tie("operand"),
    fc
      .tuple(tie("operand"), blank, operator, blank, tie("operand"))
      .map(([a, x, op, y, b]) => `${a} ${x}${op}${y} ${b}`),
    fc.tuple(tie("operand"), tie("expression"), tie("expression")).map(([c, a, b]) => `${c} ? ${a} : ${b}`),
  ),
  heredocBody: fc
    .array(
      fc.tuple(
        fc.constantFrom("", " ", "  ", "\t", "    ", "\u00a0"),
        fc.array(
          fc.oneof(
            plainText,
            fc.tuple(open, tie("expression"), close).map((parts) => parts.join("")),
          ),
          {
            maxLength: 2,
          },
        ),
      ),
      { maxLength: 4 },
    )
    .map((lines) => lines.map(([indent, parts]) => `${indent}${parts.join("")}\n`).join("")),
  body: fc
    .array(
      fc.oneof(
        { maxDepth: 3, depthSize: "small" },
        tie("expression").map((value) => ({ value })),
        fc.tuple(fc.constantFrom("<<", "<<-"), tie("heredocBody")).map(([start, text]) => ({
          value: `${start}EOT_1\n${text}  EOT_1`,
        })),
        fc
          .tuple(
            name,
            fc.array(fc.constantFrom('"a"', '"b c"', "label", '"$${x}"'), { minLength: 1, maxLength: 2 }),
            tie("body"),
          )
          .map(([type, labels, inner]) => ({ block: `${type} ${labels.join(" ")} {\n${inner}}` })),
        fc.constantFrom("# comment", "// comment", "/* a\n b */", "").map((comment) => ({ comment })),
      ),
      { maxLength: 4 },
    )
    .map((items) => items.map((item, index) => `${bodyItem(item, index)}\n`).join("")),
}));

function bodyItem(item: { value: string } | { block: string } | { comment: string }, index: number): string {
  if ("value" in item) return `argument${index} = ${item.value}`;
  return "block" in item ? item.block : item.comment;
}

/** Whole files of valid HCL. */
export const hclFile = body;

/** Valid expressions. */
export const hclExpression = expression;

/** What may stand between a heredoc's marker lines. */
export const heredocText = heredocBody;

/** Expressions of operators without brackets, whose grouping is up to the parser. */
export const flatOperation = fc
  .array(
    fc.tuple(
      fc.constantFrom("", "-", "!"),
      fc.constantFrom("a", "b.c", "d[0]", "1"),
      fc.oneof(operator, operator, fc.constant("?")),
    ),
    {
      minLength: 2,
      maxLength: 9,
    },
  )
  .map((terms) => flatten(terms));

/** Joins the terms, with the colons that their question marks need. */
function flatten(terms: readonly (readonly [string, string, string])[]): string {
  let colons = 0;
  const words = terms.map(([prefix, term, next], index) => {
    const operand = prefix + term;
    if (index === terms.length - 1) return operand + " : a".repeat(colons);
    if (next === "?") {
      colons++;
      return `${operand} ?`;
    }
    return `${operand} ${next}`;
  });
  return words.join(" ");
}
