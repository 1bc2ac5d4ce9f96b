import { expect, it } from "vitest";
import { attributeNames, manifestName } from "./terraform-names.js";

it.each([
  ["containers", "container", true],
  ["initContainers", "init_container", true],
  ["hostPID", "host_pid", false],
  ["hostIPC", "host_ipc", false],
  ["externalIPs", "external_ips", false],
  ["nonResourceURLs", "non_resource_urls", false],
  ["runAsNonRoot", "run_as_non_root", false],
  ["allowPrivilegeEscalation", "allow_privilege_escalation", false],
  ["secretName", "secret_name", false],
  ["port", "port", false],
  ["ports", "port", true],
  ["rules", "rule", true],
])("%s is %s", (name, attribute, isList) => {
  expect(attributeNames(name)).toContain(attribute);
  expect(manifestName(attribute, isList)).toBe(name);
});
