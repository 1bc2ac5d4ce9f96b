import { EvaluationError } from "../evaluate/error.js";
import type { BodyInstance } from "../instances/body-instance.js";
import type { ResourceInstance } from "../instances/resource-block.js";
import { tellableMessage } from "../instances/tellable-message.js";
import { deepMarks, firstUnknown, stringValue, unknownValue } from "../values/construct.js";
import { convertValue } from "../values/convert.js";
import { outlineOf, withOutline } from "../values/outline.js";
import { setOf, stringType, type Type, listOf } from "../values/type.js";
import { Marks, type UnknownValue, type Value } from "../values/value.js";
import {
  mergePolicies,
  type OneOrMore,
  type PolicyCondition,
  type PolicyDocument,
  type PolicyPrincipal,
  type PolicyStatement,
  policyTexts,
  policyToJson,
} from "./policy-json.js";
import { policyFromJson } from "./policy-text.js";

/**
 * The computed attributes of `aws_iam_policy_document`: the JSON text that the provider makes of the blocks.
 *
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
 */
export function policyDocumentAttributes(instance: ResourceInstance): ReadonlyMap<string, () => Value> {
  return new Map([
    ["json", () => new DocumentReader(instance.body).json(false)],
    ["minified_json", () => new DocumentReader(instance.body).json(true)],
  ]);
}

/** Reads the configuration of one document; the first thing that is not known makes the whole unknown. */
class DocumentReader {
  #unknown: UnknownValue | undefined;
  #marks: number = Marks.none;
  /** Whether every unknown has its mark in the text. */
  #isOutlined = true;

  constructor(readonly body: BodyInstance) {}

  json(isMinified: boolean): Value {
    let document: PolicyDocument = { id: "", version: "", statements: [] };
    for (const part of [...this.documents("source"), this.own(), ...this.documents("override")]) {
      document = mergePolicies(document, part);
    }
    const text = policyToJson(document, isMinified);
    if (this.#unknown === undefined) return stringValue(text, this.#marks);
    const { reason, subject } = this.#unknown;
    const outline = this.#isOutlined ? text : undefined;
    return unknownValue(stringType, reason, subject, withOutline({ notNull: true }, outline), this.#marks);
  }

  own(): PolicyDocument {
    return {
      id: this.text(this.body, "policy_id") ?? "",
      version: this.text(this.body, "version") ?? "2012-10-17",
      statements: this.blocks(this.body, "statement").map((statement) => this.statement(statement)),
    };
  }

  /** The documents merged before or after the own one; `source_json` and `override_json` are their names of old. */
  documents(part: "source" | "override"): readonly PolicyDocument[] {
    const name = `${part}_policy_documents`;
    const texts = this.texts(this.body, name, listOf(stringType));
    const single = this.text(this.body, `${part}_json`);
    return [...(single === undefined ? [] : [single]), ...texts].flatMap((text) => {
      if (text === "") return [];
      const document = policyFromJson(text);
      if (document !== undefined) return document;
      // A text that is not known has nothing that could be read yet.
      if (this.#unknown !== undefined) this.#isOutlined = false;
      // Its text may be sensitive, and is not shown.
      else this.invalid(this.body, name, "invalid-policy-document", "This is no policy document in JSON.");
      return [];
    });
  }

  statement(body: BodyInstance): PolicyStatement {
    return {
      sid: this.text(body, "sid") ?? "",
      effect: this.text(body, "effect") ?? "Allow",
      actions: this.oneOrMore(body, "actions"),
      notActions: this.oneOrMore(body, "not_actions"),
      resources: this.oneOrMore(body, "resources"),
      notResources: this.oneOrMore(body, "not_resources"),
      principals: this.principals(body, "principals"),
      notPrincipals: this.principals(body, "not_principals"),
      conditions: this.blocks(body, "condition").map((condition) => this.condition(condition)),
    };
  }

  principals(body: BodyInstance, type: string): readonly PolicyPrincipal[] {
    return this.blocks(body, type).map((block) => ({
      type: this.text(block, "type") ?? "",
      identifiers: this.oneOrMore(block, "identifiers") ?? [],
    }));
  }

  condition(body: BodyInstance): PolicyCondition {
    const values = this.texts(body, "values", listOf(stringType)).map(withVariables);
    const [only] = values;
    return {
      test: this.text(body, "test") ?? "",
      variable: this.text(body, "variable") ?? "",
      values: only !== undefined && values.length === 1 ? only : values,
    };
  }

  oneOrMore(body: BodyInstance, name: string): OneOrMore | undefined {
    const texts = this.texts(body, name);
    return texts.length === 0 ? undefined : policyTexts(texts.map(withVariables));
  }

  blocks(body: BodyInstance, type: string): readonly BodyInstance[] {
    const memo = body.blocks(type);
    if (memo === undefined) return [];
    const { items, rest } = body.scope.evaluation.read(memo);
    if (rest !== undefined) {
      this.#unknown ??= unknownValue(stringType, rest.reason, rest.subject);
      this.#isOutlined = false;
    }
    return items;
  }

  text(body: BodyInstance, name: string): string | undefined {
    const value = this.value(body, name, stringType);
    if (value?.kind === "unknown") return outlineOf(value);
    return value?.kind === "string" ? value.value : undefined;
  }

  texts(body: BodyInstance, name: string, type: Type = setOf(stringType)): readonly string[] {
    const value = this.value(body, name, type);
    if (value?.kind === "unknown") return [outlineOf(value)];
    if (value?.kind !== "set" && value?.kind !== "list") return [];
    return value.items.flatMap((item) => {
      if (item.kind === "unknown") return [outlineOf(item)];
      return item.kind === "string" ? [item.value] : [];
    });
  }

  value(body: BodyInstance, name: string, type: Type): Value | undefined {
    const memo = body.attribute(name);
    if (memo === undefined) return undefined;
    const { evaluation } = body.scope;
    const value = this.converted(body, name, evaluation.read(memo), type);
    this.#marks |= deepMarks(value);
    this.#unknown ??= firstUnknown(value);
    return value;
  }

  converted(body: BodyInstance, name: string, value: Value, type: Type): Value {
    try {
      return convertValue(value, type);
    } catch (error) {
      if (!(error instanceof EvaluationError)) throw error;
      return this.invalid(body, name, error.code, tellableMessage(error.message, "", body.scope.evaluation));
    }
  }

  invalid(body: BodyInstance, name: string, code: string, message: string): Value {
    const range = body.attribute(name)?.range ?? body.range;
    body.scope.evaluation.report({ severity: "warning", code, message, range });
    const unknown = unknownValue(stringType, "error", code);
    this.#isOutlined = false;
    this.#unknown ??= unknown;
    return unknown;
  }
}

/** `&{…}` stands for an IAM policy variable, since `${…}` would be Terraform's. */
function withVariables(text: string): string {
  return text.replaceAll("&{", "${");
}
