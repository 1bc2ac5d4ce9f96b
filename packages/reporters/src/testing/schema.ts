import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

/**
 * Makes what tells the mistakes of a value by one of the schemas beside this file, or by a definition in it (`#/$defs/x`): each
 * with where it is, and none where the value is right.
 */
export function schemaProblems(name: string, definition = ""): (value: unknown) => string[] {
  const text = readFileSync(new URL(`./schemas/${name}.schema.json`, import.meta.url), "utf8");
  const ajv = new Ajv2020({
    strict: true,
    strictRequired: false,
    strictTypes: false,
    allErrors: true,
    allowUnionTypes: true,
  });
  addFormats.default(ajv);
  ajv.addSchema(JSON.parse(text) as object, "format");
  const validate = ajv.compile({ $ref: `format${definition}` });
  return (value) => {
    validate(value);
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ""}`);
  };
}
