import type { UnknownReason } from "@lintel/core";

/** What stands in the way of a verdict, to follow "because of". */
export const unknownReasonText: Readonly<Record<UnknownReason, string>> = {
  "no-value": "a variable without a value",
  "known-after-apply": "a value that is known only after apply",
  "data-source": "a data source",
  "module-not-loaded": "a module that is not loaded",
  "function-not-pure": "a function whose result changes from run to run",
  "unknown-count": "an unknown number of instances",
  error: "an expression that cannot be evaluated",
};

/** What was left out and why, for people, to follow a number. A reason that is not here is shown as it is. */
export const skippedReasonText: ReadonlyMap<string, string> = new Map([
  ["not-a-manifest", "YAML or JSON other than Kubernetes manifests"],
  ["plan", "plans, which are scanned when they are named"],
  ["state", "states, which are scanned when they are named"],
  ["unknown-format", "neither Terraform, a plan, nor Kubernetes"],
  ["helm-template", "Helm templates, to be rendered first"],
  ["template", "templates, to be rendered first"],
  ["kustomization", "kustomizations"],
  ["kustomize-patch", "patches of kustomizations"],
  ["binary-file", "binary"],
  ["invalid-utf8", "not in UTF-8"],
  ["excluded", "excluded by lintel.yaml"],
  ["excluded-directory", "directories excluded by lintel.yaml"],
  ["ignored", "ignored by .gitignore"],
  ["ignored-directory", "directories ignored by .gitignore"],
  ["outside-root", "outside the scan root"],
  ["too-large", "larger than the limit"],
  ["not-found", "links that lead nowhere"],
  ["not-a-file", "pipes, sockets or devices"],
  ["symbolic-link-loop", "links that lead in circles"],
  ["permission-denied", "without permission to read"],
  ["input-output", "unreadable"],
  ["unreadable", "unreadable"],
  ["variables-not-loaded", "files of variables that are read when --var-file names them"],
]);
