import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { FunctionParameter } from "../../../../packages/core/src/terraform/functions/function.js";
import { findFunction, functionNames } from "../../../../packages/core/src/terraform/functions/registry.js";
import type { Type } from "../../../../packages/core/src/terraform/values/type.js";
import { terraformVersion } from "../ask.mjs";
import { signatures } from "./record-functions.mjs";

interface Parameter {
  readonly name: string;
  readonly type: unknown;
  readonly nullable?: boolean;
}

interface Signature {
  readonly parameters: readonly Parameter[];
  readonly variadic?: Parameter;
}

const path = fileURLToPath(new URL("signatures.json", import.meta.url));
const recorded = JSON.parse(readFileSync(path, "utf8")) as Readonly<Record<string, Signature>>;
const version = await terraformVersion();

/** The evaluator itself does these two, since their arguments may fail. */
const evaluatedSpecially = ["can", "try"];

function notation(type: Type): unknown {
  return "element" in type ? [type.kind, notation(type.element)] : type.kind;
}

function plain(parameter: FunctionParameter): Parameter {
  return {
    name: parameter.name,
    // A reference is asked for, and what it refers to is looked at only then.
    type: parameter.requiresReference === true ? "string" : notation(parameter.type),
    ...(parameter.allowsNull === true ? { nullable: true } : {}),
  };
}

describe("the signatures of the functions", () => {
  it("knows the functions of terraform, and no others but those of its own provider", () => {
    const bare = functionNames.filter((name) => !name.includes("::"));
    expect(bare).toEqual(Object.keys(recorded));
    expect(functionNames.filter((name) => name.includes("::"))).toEqual([
      "provider::terraform::decode_tfvars",
      "provider::terraform::encode_expr",
      "provider::terraform::encode_tfvars",
    ]);
  });

  it.each(Object.keys(recorded).filter((name) => !evaluatedSpecially.includes(name)))("%s", (name) => {
    const found = findFunction(name);
    expect(found).toBeDefined();
    if (found === undefined) return;
    const ours: Signature = {
      parameters: found.parameters.map(plain),
      ...(found.variadic === undefined ? {} : { variadic: plain(found.variadic) }),
    };
    expect(ours).toEqual(recorded[name]);
  });

  it.skipIf(version === undefined && process.env["CI"] === undefined)("is what terraform says today", async () => {
    expect(version, "terraform is not installed").toBeDefined();
    expect(await signatures()).toEqual(recorded);
  });
});
