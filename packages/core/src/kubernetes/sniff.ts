/**
 * Whether a document may be a Kubernetes object, told from its text: it has the keys `apiVersion` and `kind` at its top
 * level, or is written in braces and has them somewhere. Most YAML of a repository is told apart here, without parsing.
 */
export function looksLikeManifest(text: string): boolean {
  if (!text.includes("apiVersion") || !text.includes("kind")) return false;
  if (/^(?:---)?\s*\{/.test(text)) return /"?apiVersion"?\s*:\s*"/.test(text) && /"?kind"?\s*:\s*"/.test(text);
  return /^["']?apiVersion["']?[ \t]*:/m.test(text) && /^["']?kind["']?[ \t]*:/m.test(text);
}

/** What Helm writes between double braces. */
const helmMarks =
  /\{\{-?\s*(?:\(?\s*(?:include|template|tpl|toYaml|define|range|with|if|else|end|default|required|lookup|printf|quote|nindent|indent)\b|\/\*|\$\w*\s*:?=|[^{}]{0,200}\.(?:Values|Release|Chart|Capabilities|Files|Template)\b)/;

/** Whether a text has what only Helm writes. A manifest may have it too, in a text that it hands to Helm: Flux's HelmRelease. */
export function hasHelmMarks(text: string): boolean {
  return text.includes("{{") && helmMarks.test(text);
}

/** Whether a document defines a custom resource: big, and of little interest to policies. */
export function looksLikeCustomResourceDefinition(text: string): boolean {
  return /^kind:[ \t]*["']?CustomResourceDefinition\b/m.test(text);
}
