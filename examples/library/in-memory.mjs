// Scans two files that exist only in this program.
import { createMemoryHost, scan } from "@lintel/core";
import { policies } from "@lintel/policies";

const host = createMemoryHost({
  "main.tf": `
    variable "admins" {
      default = ["0.0.0.0/0"]
    }

    resource "aws_security_group" "bastion" {
      name        = "bastion"
      description = "Administrators"

      ingress {
        description = "SSH"
        from_port   = 22
        to_port     = 22
        protocol    = "tcp"
        cidr_blocks = var.admins
      }
    }
  `,
  "pod.yaml": `
apiVersion: v1
kind: Pod
metadata:
  name: shell
  namespace: tools
spec:
  containers:
    - name: shell
      image: alpine:3.20
      securityContext:
        privileged: true
`,
});

const result = await scan({ host, paths: ["."], policies });

for (const finding of result.findings.filter(({ status }) => status === "fail")) {
  const { file, start } = finding.location;
  console.log(
    `${file}:${start.line}:${start.column} ${finding.severity} ${finding.policy} ${finding.resource.address}`,
  );
  for (const hop of finding.trace) console.log(`  ${hop.location.file}:${hop.location.start.line} ${hop.message}`);
}
