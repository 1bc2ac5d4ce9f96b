import type { HclFile } from "../../hcl/syntax.js";
import type { Content, WrittenAttribute, WrittenBlock } from "./content.js";

/** A declaration with a name of its own in its module. */
export interface Declaration {
  readonly name: string;
  readonly written: WrittenBlock;
  /** The inside of the block with override files merged in. */
  readonly content: Content;
}

/** A `resource`, `data` or `ephemeral` block. */
export interface ResourceDeclaration extends Declaration {
  readonly mode: "managed" | "data" | "ephemeral";
  readonly type: string;
  /** Its address within the module: `aws_subnet.a`, `data.aws_ami.b`, `ephemeral.aws_secret.c`. */
  readonly address: string;
}

/** A `provider` block; `name` is `aws`, or `aws.west` where it has an alias. */
export interface ProviderDeclaration extends Declaration {
  readonly localName: string;
  readonly alias: string | undefined;
}

/** One named value of a `locals` block. */
export interface LocalDeclaration extends WrittenAttribute {
  readonly name: string;
}

/** An entry of a `required_providers` block. */
export interface RequiredProvider extends WrittenAttribute {
  readonly name: string;
}

/**
 * What the files of one directory declare. It is read once and shared by every call of the module; nothing in it depends on
 * how the module is called.
 */
export interface Module {
  /** Relative to the scan root, `""` being the scan root itself. */
  readonly directory: string;
  readonly files: readonly HclFile[];
  readonly variables: ReadonlyMap<string, Declaration>;
  readonly locals: ReadonlyMap<string, LocalDeclaration>;
  readonly outputs: ReadonlyMap<string, Declaration>;
  /** By address within the module. */
  readonly resources: ReadonlyMap<string, ResourceDeclaration>;
  readonly calls: ReadonlyMap<string, Declaration>;
  /** By `name` or `name.alias`. */
  readonly providers: ReadonlyMap<string, ProviderDeclaration>;
  readonly requiredProviders: ReadonlyMap<string, RequiredProvider>;
  /** The `terraform` blocks. */
  readonly settings: readonly WrittenBlock[];
  readonly moved: readonly WrittenBlock[];
  readonly imports: readonly WrittenBlock[];
  readonly removed: readonly WrittenBlock[];
  readonly checks: readonly WrittenBlock[];
}
