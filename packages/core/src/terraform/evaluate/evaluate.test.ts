import { describe, expect, it } from "vitest";
import { parseExpression } from "../../hcl/parse.js";
import type { Variable } from "../../hcl/syntax.js";
import { SourceFile } from "../../source/source-file.js";
import type { FunctionContext } from "../functions/function.js";
import { numberValue, objectValue, stringValue, tupleValue, unknownValue } from "../values/construct.js";
import { boolType, dynamicType, numberType, stringType } from "../values/type.js";
import { Marks } from "../values/value.js";
import type { Value } from "../values/value.js";
import { EvaluationError } from "./error.js";
import { evaluate } from "./evaluate.js";
import type { Evaluated } from "./evaluate.js";
import type { AccessStep, Resolution, Scope } from "./scope.js";
import { evaluateTemplateText } from "./template-text.js";

const missing = { ok: false, error: { code: "not-found", message: "There is no such file." } } as const;

const context: FunctionContext = {
  host: {
    readDirectory: () => missing,
    readFile: () => missing,
    kindOf: () => missing,
    realPath: () => missing,
  },
  workingDirectory: ".",
  evaluateTemplate: (text, name, variables) => evaluateTemplateText(text, name, variables, context),
};

/** A scope of a few names that notes what was asked of it. */
class TestScope implements Scope {
  readonly functions = context;
  readonly asked: string[] = [];

  constructor(readonly names: Readonly<Record<string, Value>> = {}) {}

  resolve(root: Variable, steps: readonly AccessStep[]): Resolution {
    const path = steps.map((step) => (step.kind === "attribute" ? `.${step.name}` : `[${describeKey(step.key)}]`));
    this.asked.push(root.name + path.join(""));
    const value = this.names[root.name];
    if (value === undefined) throw new EvaluationError("undeclared-reference", `${root.name} is not declared.`);
    return { value, consumed: 0 };
  }
}

function describeKey(key: Value): string {
  return key.kind === "string" || key.kind === "number" ? JSON.stringify(key.value) : key.kind;
}

function run(text: string, scope: Scope = new TestScope()): Evaluated {
  const expression = parseExpression(new SourceFile("test.tf", text), (diagnostic) => {
    throw new Error(diagnostic.message);
  });
  return evaluate(expression, scope);
}

describe("where an unknown comes from", () => {
  const scope = new TestScope({
    a: unknownValue(numberType, "no-value", "var.a"),
    b: unknownValue(numberType, "known-after-apply", "aws_vpc.b.id"),
    c: unknownValue(boolType, "data-source", "data.x.c"),
    s: unknownValue(stringType, "no-value", "var.s"),
    d: unknownValue(dynamicType, "module-not-loaded", "module.d"),
  });

  it.each([
    ["a + b", "no-value", "var.a"],
    ["b + a", "known-after-apply", "aws_vpc.b.id"],
    ["1 < b", "known-after-apply", "aws_vpc.b.id"],
    ["-a", "no-value", "var.a"],
    ['"x${s}y${b}"', "no-value", "var.s"],
    ["c ? 1 : 2", "data-source", "data.x.c"],
    ["a == 1", "no-value", "var.a"],
    ["d.x[0].y", "module-not-loaded", "module.d"],
    ["d[*].x", "module-not-loaded", "module.d"],
    ["[for x in d : x]", "module-not-loaded", "module.d"],
    ["[for x in [1] : x if c]", "data-source", "data.x.c"],
    ["{ (s) = 1 }", "no-value", "var.s"],
    ["upper(s)", "no-value", "var.s"],
    ["try(d.x, 1)", "module-not-loaded", "module.d"],
    ["can(s)", "no-value", "var.s"],
    ["[1, 2][a]", "no-value", "var.a"],
    ["provider::aws::f(1)", "function-not-pure", "provider::aws::f(…)"],
  ])("%s is unknown for the reason of its first unknown", (text, reason, subject) => {
    expect(run(text, scope).value).toMatchObject({ kind: "unknown", reason, subject });
  });

  it("keeps unknowns inside of what is known", () => {
    expect(run("[a, 1]", scope).value).toMatchObject({ kind: "tuple", items: [{ reason: "no-value" }, { value: 1 }] });
  });
});

describe("what is asked of the scope", () => {
  it("is a whole traversal at once, with its keys evaluated", () => {
    const scope = new TestScope({ x: tupleValue([]), k: stringValue("key") });
    run("x.a[k].b[0]", scope);
    expect(scope.asked).toEqual(["k", 'x.a["key"].b[0]']);
  });

  it("makes nothing of parentheses", () => {
    const scope = new TestScope({ x: objectValue([]) });
    run("((x.a).b)", scope);
    expect(scope.asked).toEqual(["x.a.b"]);
  });

  it("does not include what a for binds", () => {
    const scope = new TestScope({ xs: tupleValue([numberValue(1)]) });
    run("[for k, v in xs : [for v in [v] : v + k]]", scope);
    expect(scope.asked).toEqual(["xs"]);
  });

  it("is only the left side of what that side decides", () => {
    const scope = new TestScope();
    expect(run("true || nope", scope).value).toMatchObject({ kind: "bool", value: true });
    expect(run("false && nope", scope).value).toMatchObject({ kind: "bool", value: false });
    expect(scope.asked).toEqual([]);
  });
});

describe("an error", () => {
  const place = (text: string): string | undefined => {
    const { error } = run(text);
    return error === undefined ? undefined : `${error.code}: ${text.slice(error.start, error.end)}`;
  };

  it.each([
    ['1 + [2, "a" - 1][0]', 'invalid-operand: "a" - 1'],
    ["{ a = 1 }.b.c", "unsupported-attribute: { a = 1 }.b"],
    ["[1][2] + 1", "invalid-index: [1][2]"],
    ["[{ a = 1 }][*].b", "unsupported-attribute: .b"],
    ["1 + nope(2)", "unknown-function: nope"],
    ["null ? 1 : 2", "null-condition: null"],
    ['"a${null}"', "null-in-template: null"],
    ["[for x in 5 : x]", "invalid-iteration: 5"],
    ['{ for x in ["a", "a"] : x => 1 }', "duplicate-key: x"],
    ["true ? 1 : true", "inconsistent-conditional-types: true ? 1 : true"],
    ["{ x.y = 1 }", "ambiguous-key: x.y"],
    ["1 + x", "undeclared-reference: x"],
    ["max(null...)", "invalid-expansion: null"],
  ])("%s is located at the innermost expression", (text, expected) => {
    expect(place(text)).toBe(expected);
  });

  it("gives an unknown of reason error", () => {
    expect(run("1 + {}").value).toMatchObject({ kind: "unknown", reason: "error" });
  });

  it("does not tell a sensitive key", () => {
    const scope = new TestScope({ s: stringValue("hush", Marks.sensitive) });
    const { error } = run("{ for x in [1, 2] : s => x }", scope);
    expect(error?.code).toBe("duplicate-key");
    expect(error?.message).not.toContain("hush");
  });
});

describe("depth", () => {
  it("is no matter for long chains of operators", () => {
    expect(run(Array.from({ length: 400 }, () => "1").join(" + ")).value).toMatchObject({ value: 400 });
  });

  it("is bounded through references", () => {
    const sum = parseExpression(new SourceFile("test.tf", "x + 1"), () => undefined);
    const loop: Scope = {
      functions: context,
      resolve: () => {
        const { value, error } = evaluate(sum, loop);
        if (error !== undefined) throw error;
        return { value, consumed: 0 };
      },
    };
    expect(evaluate(sum, loop).error?.code).toBe("expression-too-deep");
    expect(run("1 + 1").error).toBeUndefined();
  });
});

describe("template texts", () => {
  const render = (text: string, names: Readonly<Record<string, Value>> = {}): Value =>
    evaluateTemplateText(text, "hello.tftpl", new Map(Object.entries(names)), context);

  it("see their variables and nothing else", () => {
    expect(render("Hi ${name}!", { name: stringValue("you") })).toMatchObject({ value: "Hi you!" });
    expect(() => render("${nobody}")).toThrow(expect.objectContaining({ code: "missing-template-variable" }));
  });

  it("keep the type of a lone interpolation", () => {
    expect(render("${n}", { n: numberValue(5) })).toMatchObject({ kind: "number", value: 5 });
  });

  it("say where they are wrong, without offsets into another text", () => {
    const thrown = (text: string): unknown => {
      try {
        return render(text);
      } catch (error) {
        return error;
      }
    };
    expect(thrown("a\n${ 1 + }")).toMatchObject({ code: "invalid-template", start: undefined });
    expect(thrown("a\n${ 1 + {} }")).toMatchObject({ code: "invalid-operand", start: undefined });
    expect(thrown("a\n${ 1 + {} }")).toMatchObject({
      message: expect.stringContaining("hello.tftpl, line 2") as string,
    });
  });

  it("do not render templates", () => {
    expect(() => render("${templatestring(t, {})}", { t: stringValue("x") })).toThrow(
      expect.objectContaining({ code: "recursive-template" }),
    );
  });
});

describe("values that repeat one another", () => {
  const grow = (step: (previous: Value) => Value, first: Value): string | undefined => {
    let value = first;
    try {
      for (let times = 0; times < 60; times += 1) value = step(value);
      return undefined;
    } catch (error) {
      return error instanceof EvaluationError ? error.code : String(error);
    }
  };
  const evaluated = (text: string, names: Readonly<Record<string, Value>>): Value => {
    const { value, error } = run(text, new TestScope(names));
    if (error !== undefined) throw error;
    return value;
  };

  it.each(["[x, x]", "{ a = x, b = x }", "concat([x], [x])", "toset([[x, x], [x]])"])("%s are bounded", (text) => {
    expect(grow((x) => evaluated(text, { x }), numberValue(1))).toBe("value-too-large");
  });

  it("texts are bounded", () => {
    expect(grow((x) => evaluated('"${x}${x}"', { x }), stringValue("ab"))).toBe("value-too-large");
  });

  it("unknown texts are bounded", () => {
    const unknown = unknownValue(stringType, "no-value", "var.x");
    expect(grow((x) => evaluated('"{${x}${x}"', { x }), unknown)).toBeUndefined();
  });
});
