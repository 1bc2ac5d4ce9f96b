import { objectValue, withMarks } from "../values/construct.js";
import { Marks, type Value } from "../values/value.js";

/** Attributes that providers declare sensitive, which the configuration itself says nowhere. */
const sensitiveAttributes: Readonly<Record<string, readonly string[] | undefined>> = {
  aws_db_instance: ["password"],
  aws_docdb_cluster: ["master_password"],
  aws_elasticache_replication_group: ["auth_token"],
  aws_rds_cluster: ["master_password"],
  aws_redshift_cluster: ["master_password"],
  aws_secretsmanager_secret_version: ["secret_string", "secret_binary"],
  aws_ssm_parameter: ["value"],
  azurerm_key_vault_secret: ["value"],
  google_secret_manager_secret_version: ["secret_data"],
  google_sql_user: ["password"],
  kubernetes_secret: ["data", "binary_data", "data_wo", "binary_data_wo"],
  kubernetes_secret_v1: ["data", "binary_data", "data_wo", "binary_data_wo"],
  kubernetes_secret_v1_data: ["data"],
};

/** Types with a whole manifest in an attribute, which is a secret where its kind is. */
const manifestAttributes: Readonly<Record<string, string | undefined>> = {
  kubernetes_manifest: "manifest",
  kubectl_manifest: "yaml_body",
};

/** The parts of a Kubernetes `Secret` that are secret. */
export const secretParts: ReadonlySet<string> = new Set(["data", "stringData"]);

/** Whether the attribute of a type that holds a secret, or may, is a whole manifest. */
export function holdsManifest(type: string): boolean {
  return Object.hasOwn(manifestAttributes, type);
}

/** Attributes of a type that hold secrets, or may: {@link hideSecrets} tells. */
export function attributesWithSecrets(type: string): readonly string[] {
  const manifest = Object.hasOwn(manifestAttributes, type) ? manifestAttributes[type] : undefined;
  if (manifest !== undefined) return [manifest];
  return (Object.hasOwn(sensitiveAttributes, type) ? sensitiveAttributes[type] : undefined) ?? [];
}

/** Marks what is secret in a value that one of {@link attributesWithSecrets} has. */
export function hideSecrets(type: string, value: Value): Value {
  if (!holdsManifest(type)) return withMarks(value, Marks.sensitive);
  if (value.kind === "string") return isSecretManifest(value.value) ? withMarks(value, Marks.sensitive) : value;
  if (value.kind !== "object") return value;
  const kind = value.entries.get("kind");
  if (kind?.kind !== "string" || kind.value !== "Secret") return value;
  const entries = [...value.entries].map(
    ([name, entry]) => [name, secretParts.has(name) ? withMarks(entry, Marks.sensitive) : entry] as const,
  );
  return objectValue(entries, value.marks);
}

/** Whether a text of YAML or JSON holds a Kubernetes `Secret`. */
export function isSecretManifest(text: string): boolean {
  return /(?:^|[\s{,])["']?kind["']?[ \t]{0,20}:[ \t]{0,20}["']?Secret\b/.test(text);
}
