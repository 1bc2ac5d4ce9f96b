// Takes out of GitHub's published OpenAPI description what the local API speaks, so that the tests need not install all 400 MB of it:
//
//   npm pack @octokit/openapi@23.0.2 && tar xzf octokit-openapi-23.0.2.tgz package/generated/api.github.com.json
//   node test/bot/github/extract-openapi.mjs package/generated/api.github.com.json > test/bot/github/server/openapi.json

import { readFileSync } from "node:fs";

const routes = [
  "GET /app",
  "POST /app/installations/{installation_id}/access_tokens",
  "GET /repos/{owner}/{repo}/installation",
  "GET /repos/{owner}/{repo}",
  "GET /repos/{owner}/{repo}/contents/{path}",
  "GET /repos/{owner}/{repo}/collaborators/{username}/permission",
  "GET /repos/{owner}/{repo}/issues/{issue_number}/comments",
  "POST /repos/{owner}/{repo}/issues/{issue_number}/comments",
  "GET /repos/{owner}/{repo}/issues/comments/{comment_id}",
  "PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}",
  "POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions",
  "POST /repos/{owner}/{repo}/pulls/comments/{comment_id}/reactions",
  "GET /repos/{owner}/{repo}/pulls",
  "GET /repos/{owner}/{repo}/pulls/{pull_number}",
  "GET /repos/{owner}/{repo}/pulls/{pull_number}/files",
  "GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews",
  "POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews",
  "GET /repos/{owner}/{repo}/pulls/{pull_number}/comments",
  "POST /repos/{owner}/{repo}/pulls/{pull_number}/comments",
  "POST /repos/{owner}/{repo}/pulls/{pull_number}/comments/{comment_id}/replies",
  "GET /repos/{owner}/{repo}/pulls/comments/{comment_id}",
  "PATCH /repos/{owner}/{repo}/pulls/comments/{comment_id}",
  "GET /repos/{owner}/{repo}/commits/{ref}/check-runs",
  "POST /repos/{owner}/{repo}/check-runs",
  "GET /repos/{owner}/{repo}/check-runs/{check_run_id}",
  "PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}",
  "GET /repos/{owner}/{repo}/check-runs/{check_run_id}/annotations",
  "POST /repos/{owner}/{repo}/code-scanning/sarifs",
  "GET /repos/{owner}/{repo}/code-scanning/sarifs/{sarif_id}",
];

/** What is for readers, not for a validator. */
const prose = new Set(["description", "example", "examples", "title", "externalDocs", "deprecated"]);

const file = process.argv[2] ?? "api.github.com.json";
const api = JSON.parse(readFileSync(file, "utf8"));
const definitions = {};

/** JSON Schema as OpenAPI 3.0 means it, with references into the extract. */
function schemaOf(schema) {
  if (typeof schema.$ref === "string") {
    const name = schema.$ref.split("/").at(-1);
    if (definitions[name] === undefined) {
      definitions[name] = {};
      definitions[name] = schemaOf(api.components.schemas[name]);
    }
    return { $ref: `#/definitions/${name}` };
  }
  const { nullable, ...rest } = schema;
  const copied = {};
  for (const [key, value] of Object.entries(rest)) {
    if (prose.has(key) || key.startsWith("x-")) continue;
    if (key === "properties") {
      copied[key] = Object.fromEntries(Object.entries(value).map(([name, each]) => [name, schemaOf(each)]));
    } else if (key === "items" || key === "not" || (key === "additionalProperties" && typeof value === "object")) {
      copied[key] = schemaOf(value);
    } else if (key === "oneOf" || key === "anyOf" || key === "allOf") copied[key] = value.map(schemaOf);
    else copied[key] = value;
  }
  return nullable === true ? { anyOf: [copied, { type: "null" }] } : copied;
}

function resolve(part) {
  return typeof part.$ref === "string"
    ? part.$ref
        .slice(2)
        .split("/")
        .reduce((node, name) => node[name], api)
    : part;
}

function jsonSchemaOf(part) {
  const schema = part?.content?.["application/json"]?.schema;
  return schema === undefined ? undefined : schemaOf(schema);
}

const operations = {};
for (const route of routes) {
  const [method, path] = route.split(" ");
  const item = api.paths[path];
  const operation = item?.[method.toLowerCase()];
  if (operation === undefined) throw new Error(`${file} describes no ${route}.`);
  const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map(resolve);
  const query = parameters
    .filter((parameter) => parameter.in === "query")
    .map(({ name, schema }) => [name, schemaOf(schema)]);
  const responses = Object.entries(operation.responses).map(([status, response]) => [
    status,
    jsonSchemaOf(resolve(response)) ?? true,
  ]);
  operations[route] = {
    query: Object.fromEntries(query),
    ...(operation.requestBody === undefined ? {} : { body: jsonSchemaOf(resolve(operation.requestBody)) }),
    responses: Object.fromEntries(responses),
  };
}

// The description does not know of pull requests whose fork is gone: GitHub says null.
for (const name of ["pull-request", "pull-request-simple"]) {
  const { properties } = definitions[name].properties.head;
  properties.repo = { anyOf: [properties.repo, { type: "null" }] };
}

const notice = [
  "An extract of GitHub's OpenAPI description, made by extract-openapi.mjs from @octokit/openapi 23.0.2.",
  readFileSync(new URL("openapi-licence.txt", import.meta.url), "utf8").trim(),
];
process.stdout.write(`${JSON.stringify({ notice, operations, definitions })}\n`);
