import type { SourceRange } from "../source/source-file.js";
import type { ObjectReading, UnknownReason } from "./reading.js";

/** What sort of thing a node is. */
export type NodeKind = "resource" | "data" | "provider" | "module" | "terraform" | "variable" | "output" | "object";

/** One thing that policies can match: a resource instance, a provider configuration, a module call, a Kubernetes object. */
export interface GraphNode {
  /** Unique in its domain: `module.a["x"].aws_subnet.b[1]`, `Deployment/shop/web`, `provider.aws.west`. */
  readonly address: string;
  /** The address without instance keys, shared by the instances of one block: `module.a.aws_subnet.b`. */
  readonly blockAddress: string;
  /** What `match` compares: `aws_subnet`, `data.aws_iam_policy_document`, `provider.aws`, `module`, `apps/v1/Deployment`. */
  readonly type: string;
  readonly kind: NodeKind;
  /** The root module's directory, or the directory of a cluster's manifests: joins never leave it. `"."` is the scan root. */
  readonly domain: string;
  /** The header of the block or object. */
  readonly range: SourceRange;
  /** Everything about it that a policy may read. */
  readonly reading: ObjectReading;
  /**
   * Further names that `match` may use for this node, each with the reading that a policy then gets: `pod` for everything
   * that has a pod template, `Ingress` for the kind in any API version, `apps/v1/Deployment` for a
   * `kubernetes_deployment_v1`. Readings are made when asked for.
   */
  readonly views?: ReadonlyMap<string, () => ObjectReading> | undefined;
  /** When it is not certain that the node exists (`count` unknown), why; a failure of such a node is an unknown. */
  readonly uncertain?: { readonly reason: UnknownReason; readonly subject?: string | undefined } | undefined;
}

/** What a directed edge says about its two ends. */
export type EdgeKind =
  | "references"
  | "contains"
  | "configuredBy"
  | "selects"
  | "mounts"
  | "routesTo"
  | "binds"
  | "scales"
  | "runsAs";

/** A directed, typed connection between two exact nodes. */
export interface GraphEdge {
  readonly kind: EdgeKind;
  readonly from: GraphNode;
  readonly to: GraphNode;
  /** Path of the attribute that makes the connection: `bucket`, `vpc_security_group_ids`, `spec.selector`. */
  readonly attribute: string;
  /** Where that attribute is written. */
  readonly range: SourceRange;
}

/** A link that could not be followed because its value is not known: the edge may or may not exist. */
export interface UnknownLink {
  readonly kind: EdgeKind;
  readonly from: GraphNode;
  readonly attribute: string;
  readonly reason: UnknownReason;
}
