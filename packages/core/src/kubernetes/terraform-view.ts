import type { GraphNode } from "../graph/graph.js";
import type { ListReading, ObjectReading, Reading } from "../graph/reading.js";
import { withEffectiveLabels } from "./effective-labels.js";
import { viewsOfObject } from "./kubernetes-object.js";
import type { LinkedObject } from "./linker.js";
import { linkObjects, type ObjectLinks } from "./links.js";
import { isNamespacedKind } from "./kinds.js";
import { hasPodTemplate, readPodView, readTemplate } from "./pod-view.js";
import { attributeNames, isListName, manifestName } from "./terraform-names.js";

/** What a resource of Terraform's `kubernetes` provider makes, by its type without `kubernetes_` and a version. */
const kindsOfResources: Readonly<Record<string, readonly [apiVersion: string, kind: string]>> = {
  pod: ["v1", "Pod"],
  deployment: ["apps/v1", "Deployment"],
  stateful_set: ["apps/v1", "StatefulSet"],
  daemonset: ["apps/v1", "DaemonSet"],
  daemon_set: ["apps/v1", "DaemonSet"],
  replication_controller: ["v1", "ReplicationController"],
  job: ["batch/v1", "Job"],
  cron_job: ["batch/v1", "CronJob"],
  service: ["v1", "Service"],
  service_account: ["v1", "ServiceAccount"],
  default_service_account: ["v1", "ServiceAccount"],
  secret: ["v1", "Secret"],
  config_map: ["v1", "ConfigMap"],
  namespace: ["v1", "Namespace"],
  limit_range: ["v1", "LimitRange"],
  resource_quota: ["v1", "ResourceQuota"],
  persistent_volume: ["v1", "PersistentVolume"],
  persistent_volume_claim: ["v1", "PersistentVolumeClaim"],
  role: ["rbac.authorization.k8s.io/v1", "Role"],
  cluster_role: ["rbac.authorization.k8s.io/v1", "ClusterRole"],
  role_binding: ["rbac.authorization.k8s.io/v1", "RoleBinding"],
  cluster_role_binding: ["rbac.authorization.k8s.io/v1", "ClusterRoleBinding"],
  ingress: ["networking.k8s.io/v1", "Ingress"],
  ingress_class: ["networking.k8s.io/v1", "IngressClass"],
  network_policy: ["networking.k8s.io/v1", "NetworkPolicy"],
  pod_disruption_budget: ["policy/v1", "PodDisruptionBudget"],
  horizontal_pod_autoscaler: ["autoscaling/v2", "HorizontalPodAutoscaler"],
  storage_class: ["storage.k8s.io/v1", "StorageClass"],
  priority_class: ["scheduling.k8s.io/v1", "PriorityClass"],
  mutating_webhook_configuration: ["admissionregistration.k8s.io/v1", "MutatingWebhookConfiguration"],
  validating_webhook_configuration: ["admissionregistration.k8s.io/v1", "ValidatingWebhookConfiguration"],
};

/** Nodes of Terraform that Kubernetes policies match too, and the links between the objects that they make. */
export interface TerraformObjects extends ObjectLinks {
  /** All nodes, in their order. */
  readonly nodes: readonly GraphNode[];
}

/** Lets Kubernetes policies match the nodes that are resources which make Kubernetes objects, and links those objects. */
export function viewTerraformNodes(nodes: readonly GraphNode[]): TerraformObjects {
  const objects: LinkedObject[] = [];
  const viewed = nodes.map((node) => {
    const made = node.kind === "resource" && node.type.startsWith("kubernetes_") ? viewNode(node) : undefined;
    if (made !== undefined) objects.push(made);
    return made?.node ?? node;
  });
  return { nodes: viewed, ...linkObjects(objects) };
}

function viewNode(node: GraphNode): LinkedObject | undefined {
  const views = kubernetesViews(node.type, node.reading);
  if (views === undefined) return undefined;
  const [name = "", readObject] = [...views].find(([view]) => view.includes("/")) ?? [];
  if (readObject === undefined) return undefined;
  const { address, blockAddress, type, domain, range, reading, uncertain, hasRecordedSecrets, change, drift } = node;
  const view = {
    address,
    blockAddress,
    type,
    kind: node.kind,
    domain,
    range,
    reading,
    uncertain,
    configuredBy: () => node.configuredBy?.(),
    hasRecordedSecrets,
    change,
    drift,
  };
  const slash = name.lastIndexOf("/");
  const apiVersion = name.slice(0, slash);
  const kind = name.slice(slash + 1);
  return {
    node: { ...view, views: new Map([...(node.views ?? []), ...views]) },
    apiVersion,
    kind,
    ...placeOf(apiVersion, kind, readObject()),
  };
}

type Place = Pick<LinkedObject, "name" | "namespace" | "placeUnknown" | "reading">;

function placeOf(apiVersion: string, kind: string, reading: ObjectReading): Place {
  const metadata = reading.get("metadata");
  const name = metadata.kind === "object" ? metadata.get("name") : metadata;
  const given = metadata.kind === "object" ? metadata.get("namespace") : metadata;
  const isNamespaced = isNamespacedKind(apiVersion, kind);
  const unknown = name.kind === "unknown" ? name : isNamespaced && given.kind === "unknown" ? given : undefined;
  const namespace = given.kind === "scalar" ? String(given.value) : "default";
  return {
    name: name.kind === "scalar" ? String(name.value) : "",
    namespace: isNamespaced ? namespace : undefined,
    placeUnknown: unknown?.reason,
    reading,
  };
}

/**
 * The names under which Kubernetes policies match a resource of Terraform's `kubernetes` provider, each with the reading in
 * the shape of a manifest: blocks become objects and lists, names become camel case. Undefined for other resources.
 */
function kubernetesViews(type: string, reading: ObjectReading): ReadonlyMap<string, () => ObjectReading> | undefined {
  if (!type.startsWith("kubernetes_")) return undefined;
  if (type === "kubernetes_manifest") return viewsOfManifest(reading.get("manifest"));
  const made = kindsOfResources[type.slice("kubernetes_".length).replace(/_v[12](?:(?:alpha|beta)[0-9]+)?$/, "")];
  if (made === undefined) return undefined;
  const [apiVersion, kind] = made;
  let object: ObjectReading | undefined;
  const readObject = () => (object ??= withEffectiveLabels(objectOfResource(apiVersion, kind, reading)));
  const views = new Map([
    [kind, readObject],
    [`${apiVersion}/${kind}`, readObject],
  ]);
  if (hasPodTemplate(kind)) {
    let pod: ObjectReading | undefined;
    views.set("pod", () => (pod ??= readPodView(readObject(), readTemplate(readObject(), kind))));
  }
  return views;
}

/** `kubernetes_manifest` has the object as it is, in one attribute. */
function viewsOfManifest(written: Reading): ReadonlyMap<string, () => ObjectReading> | undefined {
  if (written.kind !== "object") return undefined;
  const manifest = withEffectiveLabels(written);
  const apiVersion = manifest.get("apiVersion");
  const kind = manifest.get("kind");
  if (apiVersion.kind !== "scalar" || kind.kind !== "scalar") return undefined;
  const views = new Map(viewsOfObject(String(apiVersion.value), String(kind.value), manifest));
  return views.set(`${apiVersion.value}/${kind.value}`, () => manifest);
}

function objectOfResource(apiVersion: string, kind: string, resource: ObjectReading): ObjectReading {
  const block = readBlock(resource);
  const constants = new Map([
    ["apiVersion", apiVersion],
    ["kind", kind],
  ]);
  return {
    ...block,
    keys: () => [...constants.keys(), ...block.keys()],
    get: (name) => {
      const value = constants.get(name);
      return value === undefined
        ? block.get(name)
        : { kind: "scalar", value, range: resource.range, isSensitive: false };
    },
  };
}

/** A block in the shape of the manifest that it stands for. */
function readBlock(block: ObjectReading): ObjectReading {
  return {
    ...block,
    keys: () => block.keys().map((attribute) => manifestName(attribute, block.get(attribute).kind === "list")),
    get: (name) => {
      for (const attribute of attributeNames(name)) {
        const reading = block.get(attribute);
        if (!isMissing(reading)) return isListName(name) ? asList(reading) : asSingle(reading);
      }
      return { kind: "absent", range: block.range, isSensitive: false };
    },
  };
}

function isMissing(reading: Reading): boolean {
  if (reading.kind === "list") return reading.isBlocks && reading.items.length === 0 && reading.rest === undefined;
  return reading.kind === "absent";
}

/** Repeated blocks are the items of a list. A list of texts stays what it is. */
function asList(reading: Reading): Reading {
  if (reading.kind !== "list" || !reading.isBlocks) return reading;
  const items = reading.items.map((item) => (item.kind === "object" ? readBlock(item) : item));
  return { ...reading, items, isBlocks: false } satisfies ListReading;
}

/** A block that occurs once is an object. A map, such as labels, has keys of its own and stays what it is. */
function asSingle(reading: Reading): Reading {
  if (reading.kind !== "list" || !reading.isBlocks) return reading;
  const { range, isSensitive, rest } = reading;
  const [only] = reading.items;
  if (rest !== undefined) return { kind: "unknown", ...rest, range, isSensitive };
  return only?.kind === "object" ? readBlock(only) : (only ?? { kind: "absent", range, isSensitive });
}
