import type { HclFile } from "../../hcl/syntax.js";
import { Content } from "./content.js";

/** What `.terraform.lock.hcl` pins: full provider addresses (`registry.terraform.io/hashicorp/aws`) to versions. */
export interface LockFile {
  readonly providers: ReadonlyMap<string, { readonly version: string | undefined }>;
}

/** Reads a parsed dependency lock file. */
export function readLockFile(hcl: HclFile): LockFile {
  const providers = new Map<string, { readonly version: string | undefined }>();
  for (const block of Content.of(hcl.file, hcl.body).blocksOf("provider")) {
    const version = block.content.attributes.get("version")?.attribute.expression;
    providers.set(block.label(0), { version: version?.kind === "string" ? version.value : undefined });
  }
  return { providers };
}
