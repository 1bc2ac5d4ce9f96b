import { readFileSync } from "node:fs";
import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";

type Schema = Readonly<Record<string, unknown>>;

interface Description {
  readonly operations: Readonly<
    Record<
      string,
      { readonly query: Schema; readonly body?: Schema; readonly responses: Readonly<Record<string, Schema | true>> }
    >
  >;
  readonly definitions: Readonly<Record<string, Schema>>;
}

// The file is made by extract-openapi.mjs.
const description = JSON.parse(readFileSync(new URL("openapi.json", import.meta.url), "utf8")) as Description;

const ajv = new Ajv({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema({ $id: "github", definitions: description.definitions });

/** A route of GitHub's API, and what its path names. */
export interface MatchedRoute {
  readonly route: string;
  readonly parameters: Readonly<Record<string, string>>;
}

const patterns = Object.keys(description.operations).map((route) => {
  const [method = "", path = ""] = route.split(" ");
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");
  // A file's path has slashes in it, and so has a branch.
  const expression = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    name === "path" || name === "ref" ? "(.+)" : "([^/]+)",
  );
  return { route, method, names, expression: new RegExp(`^${expression}$`) };
});

/** Finds what GitHub's description calls a request; undefined for what the extract leaves out. */
export function matchRoute(method: string, path: string): MatchedRoute | undefined {
  for (const { route, method: own, names, expression } of patterns) {
    const match = own === method ? expression.exec(path) : null;
    if (match !== null) {
      return {
        route,
        parameters: Object.fromEntries(names.map((name, at) => [name, decodeURIComponent(match[at + 1] ?? "")])),
      };
    }
  }
  return undefined;
}

const compiled = new Map<string, ValidateFunction>();

function check(name: string, schema: Schema, value: unknown): string[] {
  const validate = compiled.get(name) ?? ajv.compile(withReferences(schema));
  compiled.set(name, validate);
  return validate(value) ? [] : (validate.errors ?? []).map((error) => `${name}: ${sayError(error)}`);
}

function sayError({ instancePath, message, params }: ErrorObject): string {
  return `${instancePath === "" ? "the whole" : instancePath} ${message ?? "is wrong"} ${JSON.stringify(params)}`;
}

/** References in the extract are to its own definitions. */
function withReferences(schema: Schema): Schema {
  const text = JSON.stringify(schema).replaceAll('"#/definitions/', '"github#/definitions/');
  return JSON.parse(text) as Schema;
}

/** Says what is wrong with a request by GitHub's description: its body, and query parameters that there are not. */
export function checkRequest(route: string, query: URLSearchParams, body: unknown): readonly string[] {
  const operation = description.operations[route];
  if (operation === undefined) return [`${route} is not described.`];
  const unknown = [...query.keys()].filter((name) => operation.query[name] === undefined);
  return [
    ...unknown.map((name) => `${route}: there is no query parameter ${name}`),
    ...(operation.body === undefined ? [] : check(`the body of ${route}`, operation.body, body ?? {})),
  ];
}

/** Says what is wrong with an answer by GitHub's description. */
export function checkResponse(route: string, status: number, body: unknown): readonly string[] {
  const schema = description.operations[route]?.responses[String(status)];
  // GitHub answers more statuses than it describes.
  if (schema === undefined || schema === true) return [];
  return check(`the answer ${status} of ${route}`, schema, body);
}

/** Adds to an answer what the description requires and no test is about. */
export function completeResponse(route: string, status: number, body: unknown): unknown {
  const schema = description.operations[route]?.responses[String(status)];
  return schema === undefined || schema === true ? body : complete(schema, body);
}

function complete(schema: Schema, value: unknown): unknown {
  const { $ref: reference, anyOf, oneOf, allOf, type, properties, required, items } = schema;
  if (typeof reference === "string") {
    return complete(description.definitions[reference.slice("#/definitions/".length)] ?? {}, value);
  }
  const variants = schemasIn(anyOf ?? oneOf);
  if (variants.length > 0) {
    if (value === null) return null;
    const isNullable = variants.some((variant) => variant["type"] === "null");
    if (value === undefined && isNullable) return null;
    return complete(variants.find((variant) => fits(variant, value)) ?? {}, value);
  }
  if (allOf !== undefined) return schemasIn(allOf).reduce((done, part) => complete(part, done), value);
  if (Array.isArray(value)) return isSchema(items) ? value.map((each) => complete(items, each)) : value;
  if (type === "object" || isSchema(properties)) {
    return completeObject(
      isSchema(properties) ? properties : {},
      Array.isArray(required) ? required.map(String) : [],
      value,
    );
  }
  return value === undefined ? plain(schema) : value;
}

function completeObject(properties: Schema, required: readonly string[], value: unknown): unknown {
  if (value !== undefined && !isSchema(value)) return value;
  const own = value ?? {};
  const names = new Set([...Object.keys(own).filter((name) => own[name] !== undefined), ...required]);
  return Object.fromEntries(
    [...names].map((name) => {
      const schema = properties[name];
      return [name, isSchema(schema) ? complete(schema, own[name]) : own[name]];
    }),
  );
}

/** Which of several schemas a value is meant for, as far as its type tells. */
function fits(schema: Schema, value: unknown): boolean {
  const { $ref: reference, type } = schema;
  if (typeof reference === "string")
    return fits(description.definitions[reference.slice("#/definitions/".length)] ?? {}, value);
  if (value === undefined || type === undefined) return type !== "null";
  if (Array.isArray(value)) return type === "array";
  return (
    type === (typeof value === "number" ? "integer" : typeof value) || (type === "number" && typeof value === "number")
  );
}

function plain({ type, enum: values, format }: Schema): unknown {
  if (Array.isArray(values)) return values[0];
  if (type === "integer" || type === "number") return 0;
  if (type === "boolean") return false;
  if (type === "array") return [];
  if (type !== "string") return null;
  if (format === "date-time") return "2030-01-01T00:00:00Z";
  return format === "uri" ? "https://github.example/" : "";
}

function schemasIn(value: unknown): readonly Schema[] {
  return Array.isArray(value) ? value.filter(isSchema) : [];
}

function isSchema(value: unknown): value is Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
