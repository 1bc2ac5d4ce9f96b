/** What is known of the kinds that Kubernetes itself defines: their API groups, and whether they live in a namespace. */
interface BuiltInKind {
  readonly groups: readonly string[];
  readonly isNamespaced: boolean;
}

const builtInKinds = new Map<string, BuiltInKind>();

function define(isNamespaced: boolean, groups: readonly string[], kinds: string): void {
  for (const kind of kinds.split(" ")) builtInKinds.set(kind, { groups, isNamespaced });
}

define(
  true,
  [""],
  "Pod Service ConfigMap Secret ServiceAccount PersistentVolumeClaim Endpoints LimitRange ResourceQuota",
);
define(true, [""], "ReplicationController PodTemplate Binding");
define(true, ["", "events.k8s.io"], "Event");
define(true, ["apps", "extensions"], "Deployment DaemonSet ReplicaSet");
define(true, ["apps"], "StatefulSet ControllerRevision");
define(true, ["batch"], "Job CronJob");
define(true, ["networking.k8s.io", "extensions"], "Ingress NetworkPolicy");
define(true, ["policy"], "PodDisruptionBudget");
define(true, ["autoscaling"], "HorizontalPodAutoscaler");
define(true, ["rbac.authorization.k8s.io"], "Role RoleBinding");
define(true, ["coordination.k8s.io"], "Lease LeaseCandidate");
define(true, ["discovery.k8s.io"], "EndpointSlice");
define(true, ["storage.k8s.io"], "CSIStorageCapacity");
define(true, ["resource.k8s.io"], "ResourceClaim ResourceClaimTemplate");
define(true, ["authorization.k8s.io"], "LocalSubjectAccessReview");
define(false, [""], "Namespace Node PersistentVolume ComponentStatus");
define(false, ["rbac.authorization.k8s.io"], "ClusterRole ClusterRoleBinding");
define(false, ["apiextensions.k8s.io"], "CustomResourceDefinition");
define(false, ["apiregistration.k8s.io"], "APIService");
define(false, ["storage.k8s.io"], "StorageClass CSIDriver CSINode VolumeAttachment VolumeAttributesClass");
define(false, ["scheduling.k8s.io"], "PriorityClass");
define(false, ["node.k8s.io"], "RuntimeClass");
define(false, ["networking.k8s.io"], "IngressClass IPAddress ServiceCIDR");
define(
  false,
  ["admissionregistration.k8s.io"],
  "ValidatingWebhookConfiguration MutatingWebhookConfiguration ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding MutatingAdmissionPolicy MutatingAdmissionPolicyBinding",
);
define(false, ["certificates.k8s.io"], "CertificateSigningRequest ClusterTrustBundle");
define(false, ["flowcontrol.apiserver.k8s.io"], "FlowSchema PriorityLevelConfiguration");
define(false, ["policy", "extensions"], "PodSecurityPolicy");
define(false, ["resource.k8s.io"], "DeviceClass ResourceSlice");
define(false, ["authentication.k8s.io"], "TokenReview SelfSubjectReview");
define(false, ["authorization.k8s.io"], "SubjectAccessReview SelfSubjectAccessReview SelfSubjectRulesReview");

/** Custom kinds outside any namespace that are met so often that their definitions need not be among the manifests. */
const clusterScopedCustomKinds: ReadonlySet<string> = new Set(
  (
    "ClusterIssuer ClusterSecretStore ClusterExternalSecret ClusterPolicy ClusterCleanupPolicy GatewayClass NodePool " +
    "EC2NodeClass NodeClass Provisioner ClusterServiceVersion ClusterTriggerAuthentication CiliumClusterwideNetworkPolicy " +
    "GlobalNetworkPolicy ConstraintTemplate SecurityContextConstraints ProviderConfig Composition " +
    "CompositeResourceDefinition ClusterWorkflowTemplate AdminNetworkPolicy BaselineAdminNetworkPolicy VolumeSnapshotClass"
  ).split(" "),
);

/** The API group of an `apiVersion`: `apps` of `apps/v1`, `""` of `v1`. */
function apiGroupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf("/");
  return slash === -1 ? "" : apiVersion.slice(0, slash);
}

/** Whether this is a kind of Kubernetes's own, in a group that has it. */
export function isBuiltInKind(apiVersion: string, kind: string): boolean {
  return builtInKinds.get(kind)?.groups.includes(apiGroupOf(apiVersion)) ?? false;
}

/** Whether a custom kind has borrowed the name of a built-in one: Knative's `Service` is not one that a Service policy means. */
export function borrowsBuiltInName(apiVersion: string, kind: string): boolean {
  const groups = builtInKinds.get(kind)?.groups;
  return groups !== undefined && !groups.includes(apiGroupOf(apiVersion));
}

/** Whether objects of a kind live in a namespace; custom kinds do unless known otherwise. */
export function isNamespacedKind(apiVersion: string, kind: string): boolean {
  if (isBuiltInKind(apiVersion, kind)) return builtInKinds.get(kind)?.isNamespaced ?? true;
  return !clusterScopedCustomKinds.has(kind);
}
