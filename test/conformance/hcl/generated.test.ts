import { createRequire } from "node:module";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseExpression } from "../../../packages/core/src/hcl/parse.js";
import type { Expression } from "../../../packages/core/src/hcl/syntax.js";
import { SourceFile } from "../../../packages/core/src/source/source-file.js";
import { compareWithHcl2json } from "./comparison.js";
import { flatOperation, hclExpression, hclFile, heredocText } from "./generator.js";

const requireFromCore = createRequire(new URL("../../../packages/core/package.json", import.meta.url));

interface AstNode {
  readonly type: string;
  readonly meta: { readonly operator?: string; readonly value: string };
  readonly children: readonly AstNode[];
}

describe("generated HCL", () => {
  it("is read as hcl2json reads it", async () => {
    const property = fc.asyncProperty(hclFile, async (text) => {
      expect(await compareWithHcl2json(text)).toBeUndefined();
    });
    await fc.assert(property, { seed: 3, numRuns: 300 });
  });

  it("is read as hcl2json reads it, expression by expression", async () => {
    const property = fc.asyncProperty(hclExpression, async (text) => {
      expect(await compareWithHcl2json(`a = ${text}\n`)).toBeUndefined();
    });
    await fc.assert(property, { seed: 3, numRuns: 600 });
  });

  it("is dedented and stripped as hcl2json does it", async () => {
    const property = fc.asyncProperty(heredocText, async (text) => {
      expect(await compareWithHcl2json(`a = <<-EOT\n${text}\tEOT\n`)).toBeUndefined();
    });
    await fc.assert(property, { seed: 3, numRuns: 600 });
  });

  it("groups operators as HashiCorp's parser does", async () => {
    const { getExpressionAst } = requireFromCore("@cdktf/hcl2json") as {
      readonly getExpressionAst: (file: string, text: string) => Promise<AstNode>;
    };
    const property = fc.asyncProperty(flatOperation, async (text) => {
      const ours = parseExpression(new SourceFile("main.tf", text), (diagnostic) => {
        throw new Error(`${text}: ${diagnostic.message}`);
      });
      expect(grouped(ours)).toBe(groupedAst(await getExpressionAst("main.tf", text)));
    });
    await fc.assert(property, { seed: 3, numRuns: 500 });
  });
});

function grouped(node: Expression): string {
  switch (node.kind) {
    case "binary":
      return `(${grouped(node.left)} binary ${grouped(node.right)})`;
    case "unary":
      return `(unary ${grouped(node.operand)})`;
    case "conditional":
      return `(${grouped(node.condition)} ? ${grouped(node.consequent)} : ${grouped(node.alternate)})`;
    default:
      return "x";
  }
}

function groupedAst(node: AstNode): string {
  const [first, second, third] = node.children.map(groupedAst);
  if (node.type === "binaryOp") return `(${first ?? ""} binary ${second ?? ""})`;
  if (node.type === "unaryOp") return `(unary ${first ?? ""})`;
  if (node.type === "conditional") return `(${first ?? ""} ? ${second ?? ""} : ${third ?? ""})`;
  return "x";
}
