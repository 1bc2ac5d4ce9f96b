import { readFileSync } from "node:fs";
import { XMLParser } from "fast-xml-parser";
import { validateXML } from "xmllint-wasm";

const schemas = new URL("./schemas/", import.meta.url);

/** What a schema of this folder has against a document. */
export async function schemaErrors(text: string, schema: string): Promise<readonly string[]> {
  const { errors } = await validateXML({
    xml: { fileName: "report.xml", contents: text },
    schema: readFileSync(new URL(schema, schemas), "utf8"),
  });
  return errors.map(({ rawMessage }) => rawMessage);
}

/** An element as a reader of XML sees it. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: "",
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  // Numeric references, which are part of XML, are read only together with the names that HTML has.
  htmlEntities: true,
});

/** Reads a document; the root element is its last. */
export function readXml(text: string): XmlElement {
  const nodes: unknown = parser.parse(text);
  const root = elementsIn(nodes).at(-1);
  if (root === undefined) throw new Error("There is no root element.");
  return root;
}

function elementsIn(nodes: unknown): XmlElement[] {
  if (!Array.isArray(nodes)) return [];
  return nodes.flatMap((node: Readonly<Record<string, unknown>>) => {
    const name = Object.keys(node).find((key) => key !== ":@" && key !== "#text");
    if (name === undefined) return [];
    const inner = node[name];
    const texts = Array.isArray(inner) ? inner.map((child: { "#text"?: string }) => child["#text"] ?? "") : [];
    const attributes = (node[":@"] ?? {}) as Readonly<Record<string, string>>;
    return [{ name, attributes, children: elementsIn(inner), text: texts.join("") }];
  });
}

/** All elements of a name below another, in document order. */
export function elementsNamed(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.flatMap((child) => [...(child.name === name ? [child] : []), ...elementsNamed(child, name)]);
}
