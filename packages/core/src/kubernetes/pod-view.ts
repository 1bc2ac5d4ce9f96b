import type {
  AbsentReading,
  ListReading,
  ObjectReading,
  Reading,
  ScalarReading,
  UnknownReading,
} from "../graph/reading.js";

/** Whether a container runs beside the others, before them, or was put in later. */
type ContainerKind = "container" | "init" | "ephemeral";

/** In the order in which policies meet them. */
const containerLists: readonly (readonly [string, ContainerKind])[] = [
  ["containers", "container"],
  ["initContainers", "init"],
  ["ephemeralContainers", "ephemeral"],
];

const templatePaths: Readonly<Record<string, readonly string[]>> = {
  Pod: [],
  PodTemplate: ["template"],
  Deployment: ["spec", "template"],
  StatefulSet: ["spec", "template"],
  DaemonSet: ["spec", "template"],
  ReplicaSet: ["spec", "template"],
  ReplicationController: ["spec", "template"],
  Job: ["spec", "template"],
  CronJob: ["spec", "jobTemplate", "spec", "template"],
};

/** Where custom workloads (Argo's Rollout, Knative's Service, OpenShift's DeploymentConfig) have their pod template, if any. */
const customTemplatePaths: readonly (readonly string[])[] = [
  ["spec", "template"],
  ["spec", "jobTemplate", "spec", "template"],
  ["spec", "jobTargetRef", "template"],
];

/** Finds the pod template of an object: something with `spec.containers`. */
export function podTemplateOf(object: ObjectReading, kind: string, isBuiltIn: boolean): ObjectReading | undefined {
  const path = isBuiltIn ? templatePaths[kind] : undefined;
  if (path !== undefined) return objectAt(object, path);
  if (isBuiltIn) return undefined;
  return customTemplatePaths
    .map((custom) => objectAt(object, custom))
    .find((template) => template !== undefined && objectAt(template, ["spec"])?.get("containers").kind === "list");
}

/** Whether a kind of Kubernetes's own has a pod template. */
export function hasPodTemplate(kind: string): boolean {
  return Object.hasOwn(templatePaths, kind);
}

/** Reads the pod template of a kind of Kubernetes's own, whatever stands in its place. */
export function readTemplate(object: ObjectReading, kind: string): Reading {
  return (templatePaths[kind] ?? []).reduce<Reading>(step, object);
}

/** What policies that match `pod` read: the object itself with `pod` (its pod template) and `containers` (all of them) added. */
export function readPodView(object: ObjectReading, template: Reading): ObjectReading {
  const containers = readContainers(step(template, "spec"));
  return withExtra(
    object,
    new Map<string, Reading>([
      ["pod", template],
      ["containers", containers],
    ]),
  );
}

function readContainers(spec: Reading): ListReading | AbsentReading | UnknownReading {
  if (spec.kind === "unknown" || spec.kind === "absent") return spec;
  if (spec.kind !== "object") return { kind: "absent", range: spec.range, isSensitive: false };
  const items: Reading[] = [];
  let range = spec.range;
  let rest: ListReading["rest"];
  for (const [name, containerKind] of containerLists) {
    const list = spec.get(name);
    if (name === "containers" && list.kind !== "absent") range = list.range;
    if (list.kind === "unknown") rest = { reason: list.reason, subject: list.subject };
    if (list.kind !== "list") continue;
    rest = list.rest ?? rest;
    for (const item of list.items) items.push(item.kind === "object" ? withContainerKind(item, containerKind) : item);
  }
  return { kind: "list", items, isBlocks: false, range, isSensitive: false, ...(rest === undefined ? {} : { rest }) };
}

function withContainerKind(container: ObjectReading, value: ContainerKind): ObjectReading {
  const kind: ScalarReading = { kind: "scalar", value, range: container.range, isSensitive: false };
  return withExtra(container, new Map([["containerKind", kind]]));
}

function withExtra(object: ObjectReading, extra: ReadonlyMap<string, Reading>): ObjectReading {
  return {
    ...object,
    keys: () => [...object.keys(), ...extra.keys()],
    get: (name) => extra.get(name) ?? object.get(name),
  };
}

function step(reading: Reading, name: string): Reading {
  if (reading.kind === "object") return reading.get(name);
  return reading.kind === "unknown" ? reading : { kind: "absent", range: reading.range, isSensitive: false };
}

/** Follows a path through objects; undefined where it leads to anything else. */
export function objectAt(from: ObjectReading, path: readonly string[]): ObjectReading | undefined {
  let at: Reading = from;
  for (const name of path) {
    if (at.kind !== "object") return undefined;
    at = at.get(name);
  }
  return at.kind === "object" ? at : undefined;
}
