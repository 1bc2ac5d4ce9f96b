import type { GraphNode, NodeKind } from "../../graph/graph.js";
import type { ObjectReading, Reading } from "../../graph/reading.js";
import type { SourceRange } from "../../source/source-file.js";
import { readingOfBody } from "./body-reading.js";
import { readPolicyDocument } from "../data/policy-reading.js";
import { Marks } from "../values/value.js";
import { computedAttributes } from "./computed-attributes.js";
import { effectiveReading } from "./effective-tags.js";
import { providerConfiguration, providerReference } from "./provider-configuration.js";
import type { ResourceInstance } from "./resource-block.js";
import { uncertaintyOf } from "./uncertainty.js";

/** An instance of a resource, data source or ephemeral resource. Nothing of it is evaluated until its reading is asked for. */
export class ResourceNode implements GraphNode {
  readonly uncertain: GraphNode["uncertain"];
  #reading: ObjectReading | undefined;

  constructor(readonly instance: ResourceInstance) {
    this.uncertain = uncertaintyOf(instance.repetition, instance.block.module);
  }

  get address(): string {
    return this.instance.address;
  }

  get blockAddress(): string {
    return this.instance.block.blockAddress;
  }

  get type(): string {
    const { mode, type } = this.instance.block.declaration;
    return mode === "managed" ? type : `${mode}.${type}`;
  }

  get kind(): NodeKind {
    return this.instance.block.declaration.mode === "managed" ? "resource" : "data";
  }

  get domain(): string {
    return this.instance.block.module.root.domain;
  }

  get range(): SourceRange {
    return this.instance.block.declaration.written.range;
  }

  configuredBy(): string | undefined {
    const { module, declaration } = this.instance.block;
    const found = providerConfiguration(module, providerReference(declaration));
    return found.kind === "configured" ? found.body.subject : undefined;
  }

  get reading(): ObjectReading {
    this.#reading ??= readingOfResource(this.instance);
    return this.#reading;
  }
}

function readingOfResource(instance: ResourceInstance): ObjectReading {
  const { declaration } = instance.block;
  const isDocument = declaration.mode === "data" && declaration.type === "aws_iam_policy_document";
  return readingOfBody(instance.body, (name) => {
    if (name === "json" && isDocument) return readPolicyText(instance);
    if (name !== "effective") return undefined;
    return effectiveReading(instance) ?? { kind: "absent", range: instance.body.range, isSensitive: false };
  });
}

/** The text of a policy document: located at the block, and in its structure at what stands there. */
function readPolicyText(instance: ResourceInstance): Reading {
  const { body } = instance;
  const value = computedAttributes(instance)?.get("json");
  const known = value === undefined ? undefined : body.scope.evaluation.compute(value);
  const base = {
    range: body.range,
    isSensitive: known !== undefined && (known.marks & Marks.sensitive) !== 0,
    decoded: () => readPolicyDocument(body, { range: undefined, hops: [] }),
  };
  if (known?.kind === "string") return { kind: "scalar", value: known.value, ...base };
  if (known?.kind === "unknown") return { kind: "unknown", reason: known.reason, subject: known.subject, ...base };
  return { kind: "absent", ...base };
}
