/**
 * The attributes whose value names a thing well enough for another one to refer to it by an equal text, by node type. What
 * is not listed is named by `id`, `arn` and `name`.
 */
const identityAttributes: Readonly<Record<string, readonly string[]>> = {
  aws_s3_bucket: ["id", "arn", "bucket"],
  aws_kms_key: ["id", "arn", "key_id"],
  aws_kms_alias: ["id", "arn", "name", "target_key_id"],
  aws_db_instance: ["id", "arn", "identifier"],
  aws_rds_cluster: ["id", "arn", "cluster_identifier"],
  aws_redshift_cluster: ["id", "arn", "cluster_identifier"],
  aws_elasticache_replication_group: ["id", "arn", "replication_group_id"],
  aws_lambda_function: ["id", "arn", "function_name", "invoke_arn", "qualified_arn"],
  aws_ecr_repository: ["id", "arn", "name", "repository_url"],
  aws_sns_topic: ["id", "arn", "name"],
  aws_sqs_queue: ["id", "arn", "name", "url"],
  aws_iam_user: ["id", "arn", "name"],
  // A document has no name; what holds its text comes from it and from nowhere else.
  aws_iam_policy_document: ["json", "minified_json"],
  aws_launch_template: ["id", "arn", "name"],
  aws_lb: ["id", "arn", "name"],
  aws_api_gateway_stage: ["id", "arn"],
  google_storage_bucket: ["id", "name", "self_link", "url"],
  google_compute_network: ["id", "name", "self_link"],
  google_compute_subnetwork: ["id", "name", "self_link"],
  google_service_account: ["id", "name", "email", "account_id"],
};

const defaultIdentity: readonly string[] = ["id", "arn", "name"];

/**
 * Resources that only configure part of another one: their `id` is the name of that other one, so that a reference to it
 * leads on to what `attribute` refers to.
 */
const partOf: readonly { readonly prefix: string; readonly attribute: string }[] = [
  { prefix: "aws_s3_bucket_", attribute: "bucket" },
];

/** Returns the attributes by which others may refer to a node of this type. */
export function identityOf(type: string): readonly string[] {
  if (partOfAttribute(type) !== undefined) return [];
  return identityAttributes[type.startsWith("data.") ? type.slice(5) : type] ?? defaultIdentity;
}

/** Returns the attribute that names what a node of this type is a part of, where it has no name of its own. */
export function partOfAttribute(type: string): string | undefined {
  return partOf.find(({ prefix }) => type.startsWith(prefix))?.attribute;
}

/**
 * Whether a provider always gives this attribute a value: an unknown that is exactly this attribute of another node is
 * not null.
 */
export function isAlwaysSet(type: string, attribute: string): boolean {
  return attribute === "id" || attribute === "arn" || identityOf(type).includes(attribute);
}
