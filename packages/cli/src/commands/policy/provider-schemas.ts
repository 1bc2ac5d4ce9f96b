import { readFileSync, readdirSync } from "node:fs";
import { ProviderSchemas, type ProviderSchemaData } from "@lintel/core";

/** Loads what is known of providers, which the build leaves beside the bundle; nothing where Lintel runs from its sources. */
export function loadProviderSchemas(): ProviderSchemas {
  const directory = new URL("./schemas/", import.meta.url);
  let names: string[];
  try {
    names = readdirSync(directory).filter((name) => name.endsWith(".json"));
  } catch {
    names = [];
  }
  const read = (name: string): ProviderSchemaData =>
    JSON.parse(readFileSync(new URL(name, directory), "utf8")) as ProviderSchemaData;
  return new ProviderSchemas(names.sort().map(read));
}
