import { readFileSync, readdirSync } from "node:fs";
import {
  aliasesOf,
  categories,
  lintPolicy,
  matchOf,
  presets,
  ProviderSchemas,
  readPolicy,
  severities,
  type Policy,
  type ProviderSchemaData,
} from "@lintel/core";
import { describe, expect, test } from "vitest";
import { findPolicies, readFixture, type PolicyFile } from "./policy-files.mjs";

/** The laws that every shipped policy obeys, without exceptions. */
interface Shipped {
  readonly file: PolicyFile;
  readonly policy: Policy;
}

const shipped: Shipped[] = [];
for (const file of findPolicies()) {
  const { policy } = await readPolicy(file.path, file.text);
  if (policy !== undefined) shipped.push({ file, policy });
}

/** The policies that break a law, so that a failure names them all at once. */
function breaking(isLawful: (each: Shipped) => boolean): readonly string[] {
  return shipped.filter((each) => !isLawful(each)).map(({ policy }) => policy.id);
}

const schemas = new ProviderSchemas(
  readdirSync(new URL("schemas/", import.meta.url))
    .filter((name) => name.endsWith(".json"))
    .map((name) => JSON.parse(readFileSync(new URL(`schemas/${name}`, import.meta.url), "utf8")) as ProviderSchemaData),
);

const placeholder = /\b(?:todo|tbd|fixme|xxx|lorem|placeholder text|foo ?bar)\b/i;

describe("the catalogue", () => {
  test("every policy can be read", () => {
    const unread = findPolicies().map(({ id }) => id);
    expect(shipped.map(({ file }) => file.id)).toEqual(unread);
    expect(shipped.length).toBeGreaterThan(30);
  });

  test("an id is the name of the file, and unique", () => {
    expect(breaking(({ file, policy }) => file.id === policy.id)).toEqual([]);
    expect(new Set(shipped.map(({ policy }) => policy.id)).size).toBe(shipped.length);
  });

  test("severity, category and preset are known, and the preset is written", () => {
    expect(breaking(({ policy }) => severities.includes(policy.severity))).toEqual([]);
    expect(breaking(({ policy }) => categories.includes(policy.category))).toEqual([]);
    expect(breaking(({ policy }) => presets.includes(policy.preset))).toEqual([]);
    expect(breaking(({ file }) => /^preset: /m.test(file.text))).toEqual([]);
  });

  test("a title is a short statement without a full stop", () => {
    expect(
      breaking(({ policy: { title } }) => /^[A-Z0-9"]/.test(title) && !title.endsWith(".") && title.length <= 90),
    ).toEqual([]);
  });

  test("a description and a remediation are sentences, a message too", () => {
    expect(breaking(({ policy: { description } }) => /^\S.{20,}\.$/s.test(description.trim()))).toEqual([]);
    expect(breaking(({ policy: { remediation } }) => /^[A-Z].{5,}\.$/s.test(remediation.trim()))).toEqual([]);
    const messages = ({ policy }: Shipped) => policy.cases.flatMap(({ message }) => message ?? []);
    expect(breaking((each) => messages(each).every((message) => message.endsWith(".")))).toEqual([]);
  });

  test("a remediation is imperative: it does not begin with an article, a pronoun or “should”", () => {
    const opening = /^(?:The|A|An|It|This|That|You|Your|There|One|They|Should|Please)\b/;
    expect(breaking(({ policy: { remediation } }) => !opening.test(remediation))).toEqual([]);
  });

  test("no text is a placeholder", () => {
    const texts = ({ policy: { title, description, remediation, cases } }: Shipped) =>
      [title, description, remediation, ...cases.map(({ message = "" }) => message)].join("\n");
    expect(breaking((each) => !placeholder.test(texts(each)))).toEqual([]);
  });

  test("an alias stands once in a policy", () => {
    expect(breaking(({ policy }) => new Set(aliasesOf(policy)).size === aliasesOf(policy).length)).toEqual([]);
  });

  test("the node types of a policy are of its provider", () => {
    const isOf: Readonly<Record<string, (type: string) => boolean>> = {
      aws: (type) => /^(?:data\.)?aws_|^provider\.aws$|^required_provider$|^module$/.test(type),
      google: (type) => /^(?:data\.)?google_|^provider\.google/.test(type),
      azurerm: (type) => /^(?:data\.)?azurerm_|^provider\.azurerm$/.test(type),
      kubernetes: (type) => /^pod$|^(?:[a-z0-9.]+\/)?(?:v[0-9a-z]+\/)?[A-Z][A-Za-z]+$|[*/]/.test(type),
    };
    expect(breaking(({ file, policy }) => matchOf(policy).every((type) => isOf[file.bundle]?.(type) ?? true))).toEqual(
      [],
    );
  });

  test("a fixture shows an unknown where a value can be unknown", () => {
    // Manifests hold no unknowns, a module's requirements are literals, and what is asked for a literal is answered without its value.
    const isKnown = ({ file }: Shipped) =>
      ["kubernetes", "terraform"].includes(file.bundle) || /\b(?:literal|secret): true/.test(file.text);
    const hasUnknown = ({ file }: Shipped) =>
      Object.values(readFixture(file)).some((text) => /^\s*(?:#|\/\/) unknown\b/m.test(text));
    expect(breaking((each) => isKnown(each) || hasUnknown(each))).toEqual([]);
  });

  test("links lead to pages over TLS", () => {
    expect(breaking(({ policy }) => policy.links.every((link) => link.startsWith("https://")))).toEqual([]);
  });

  test("the attributes are known of every type of a provider that a policy names", () => {
    const names = shipped.flatMap(
      ({ file: { text } }) => text.match(/\b(?:data\.)?(?:aws|google|azurerm)_[a-z0-9_]+/g) ?? [],
    );
    const known = [...new Set(names)].filter((name) => schemas.types.has(name));
    expect(known.length).toBeGreaterThan(100);
    // Where this fails: scripts/provider-schemas.mjs.
    expect(known.filter((name) => schemas.has(name, ["id"]) === undefined)).toEqual([]);
  });

  test("the attributes are known of every kind of Kubernetes that a policy matches", () => {
    const matched = shipped.filter(({ file }) => file.bundle === "kubernetes").flatMap(({ policy }) => matchOf(policy));
    const known = [...new Set(matched)].flatMap((type) => schemas.matching(type));
    expect(known).toEqual(expect.arrayContaining(["pod", "Service", "NetworkPolicy"]));
    // Where this fails: scripts/kubernetes-schema.mjs.
    expect(known.filter((type) => schemas.has(type, ["kind"]) !== true)).toEqual([]);
  });

  test.each(shipped.map(({ file, policy }) => [policy.id, file, policy] as const))(
    "lint has nothing to say about %s: its types and attributes are in the provider's schema",
    async (_id, { path, text, id: stem }, policy) => {
      const remarks = await lintPolicy({ policy, path, text, stem, hasFixture: true }, schemas);
      expect(remarks.map(({ code, message, hint = "" }) => `${code}: ${message} ${hint}`)).toEqual([]);
    },
  );

  test("a fixture stands beside each policy", () => {
    expect(breaking(({ file }) => Object.keys(readFixture(file)).length > 0)).toEqual([]);
  });
});
