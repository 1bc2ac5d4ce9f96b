/**
 * Lists of a manifest for which the `kubernetes` provider has a block in the singular, by the manifest's name. Where several
 * names are given, different resources use different ones.
 */
const blocksOfLists: Readonly<Record<string, readonly string[]>> = {
  containers: ["container"],
  initContainers: ["init_container"],
  volumes: ["volume"],
  volumeMounts: ["volume_mount"],
  volumeDevices: ["volume_device"],
  volumeClaimTemplates: ["volume_claim_template"],
  ports: ["port", "ports"],
  env: ["env"],
  envFrom: ["env_from"],
  rules: ["rule"],
  paths: ["path"],
  subjects: ["subject"],
  sysctls: ["sysctl"],
  tolerations: ["toleration"],
  topologySpreadConstraints: ["topology_spread_constraint"],
  readinessGates: ["readiness_gate"],
  imagePullSecrets: ["image_pull_secrets", "image_pull_secret"],
  secrets: ["secret"],
  hostAliases: ["host_aliases"],
  matchExpressions: ["match_expressions"],
  sources: ["sources"],
  items: ["items"],
  metrics: ["metric"],
  webhooks: ["webhook"],
  httpHeaders: ["http_header"],
  tls: ["tls"],
  ingress: ["ingress"],
  egress: ["egress"],
  from: ["from"],
  to: ["to"],
};

const namesOfBlocks = new Map(
  Object.entries(blocksOfLists).flatMap(([name, blocks]) => blocks.map((block) => [block, name])),
);

/** Attributes whose name in a manifest has capitals that camel case alone would not give it. */
const irregularNames: ReadonlyMap<string, string> = new Map(
  ["hostPID", "hostIPC", "clusterIP", "externalIPs", "loadBalancerIP", "nonResourceURLs", "podCIDR", "serverURL"].map(
    (name) => [snakeCase(name), name],
  ),
);

/** Whether this is the name of a list of objects in a manifest. */
export function isListName(name: string): boolean {
  return Object.hasOwn(blocksOfLists, name);
}

/** The names that the provider may have for an attribute of a manifest: `init_container` for `initContainers`. */
export function attributeNames(name: string): readonly string[] {
  return isListName(name) ? (blocksOfLists[name] ?? []) : [snakeCase(name)];
}

/** The name that a manifest has for an attribute, or the blocks, of the provider: `hostPID` for `host_pid`. */
export function manifestName(attribute: string, isList: boolean): string {
  const known = (isList ? namesOfBlocks.get(attribute) : undefined) ?? irregularNames.get(attribute);
  return known ?? attribute.replace(/_([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase());
}

function snakeCase(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();
}
