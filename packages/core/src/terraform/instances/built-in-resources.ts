import type { Value } from "../values/value.js";
import { dynamicType, stringType } from "../values/type.js";
import { nullValue, unknownValue } from "../values/construct.js";
import type { ResourceInstance } from "./resource-block.js";

/**
 * The attributes of the resources that are part of Terraform itself: unlike those of other providers they are all known, and
 * one that is not set is null. `undefined` stands for a type of which we do not know the attributes.
 *
 * Source: https://developer.hashicorp.com/terraform/language/resources/terraform-data
 */
export function builtInAttributes(type: string): readonly string[] | undefined {
  return type === "terraform_data" ? ["id", "input", "output", "triggers_replace"] : undefined;
}

/** The value of an attribute of a built-in resource that is not set, or set to null. */
export function unsetBuiltInAttribute(instance: ResourceInstance, name: string): Value {
  if (name === "id") return unknownValue(stringType, "known-after-apply", `${instance.address}.id`, { notNull: true });
  if (name === "output" && instance.valueOf("input").kind !== "null") {
    return unknownValue(dynamicType, "known-after-apply", `${instance.address}.output`);
  }
  return nullValue(dynamicType);
}
