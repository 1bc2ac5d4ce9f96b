/** Returns the JSON Schema of `lintel.yaml`, for editors. What that takes is loaded only when this is called. */
export async function configurationJsonSchema(): Promise<unknown> {
  const schema = await import("./schema.js");
  return schema.configurationJsonSchema();
}
