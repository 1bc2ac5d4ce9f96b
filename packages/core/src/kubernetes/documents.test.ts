import { expect, it } from "vitest";
import { splitDocuments } from "./documents.js";

const split = (text: string) => splitDocuments(text).map(({ start, end }) => text.slice(start, end));

it("cuts at lines of three dashes, and leaves out what is only comments", () => {
  expect(split("a: 1\n---\nb: 2\n")).toEqual(["a: 1\n", "---\nb: 2\n"]);
  expect(split("---\n# only this\n--- # and this\n---\n---\na: 1")).toEqual(["---\na: 1"]);
  expect(split("a: 1\r\n---\r\nb: 2\r\n")).toEqual(["a: 1\r\n", "---\r\nb: 2\r\n"]);
  expect(split("")).toEqual([]);
});

it("keeps directives with their document, and what stands behind the dashes", () => {
  expect(split("%YAML 1.2\n---\na: 1\n--- {b: 2}\n")).toEqual(["%YAML 1.2\n---\na: 1\n", "--- {b: 2}\n"]);
});

it("is not misled by dashes elsewhere", () => {
  expect(split("a: |\n  ---\n  b\n----\n---x: 1\n")).toHaveLength(1);
});

it("cuts a stream of JSON objects", () => {
  expect(split('{"a": "}"}\n{"b": {}}{"c": "\\"{"}\n')).toEqual(['{"a": "}"}\n', '{"b": {}}', '{"c": "\\"{"}\n']);
  expect(split('\uFEFF {"a": 1}\r\n{"b": 2}\n---\n{"c": 3}')).toEqual([
    '\uFEFF {"a": 1}\r\n',
    '{"b": 2}\n',
    '---\n{"c": 3}',
  ]);
});

it("does not take one object of YAML for two of JSON", () => {
  for (const text of ["{a: 'x} {'}", "{a: 1, # } {\n b: 2}", '{"a": "} {"}', "{{ x }} {{ y }}", '{"a": 1} }{']) {
    expect(split(text)).toEqual([text]);
  }
});
