# METADATA
# title: Containers are what we want them to be
package manifests.pods

import data.lib.containers

# METADATA
# title: A container runs privileged
# description: A privileged container is root on its node.
# custom:
#   severity: critical
#   category: isolation
#   remediation: Remove privileged from the security context.
deny_privileged contains {"msg": msg, "path": path} if {
	some index, container in containers.of(input)
	container.securityContext.privileged
	msg := sprintf("container %s is privileged", [container.name])
	path := ["spec", "containers", index, "securityContext", "privileged"]
}

violation contains {"msg": "no owner", "details": {"attribute": "metadata.labels.owner"}} if {
	input.kind == "Pod"
	not input.metadata.labels.owner
}

warn contains msg if {
	some container in containers.of(input)
	endswith(container.image, data.settings.unwanted)
	msg := sprintf("%s moves", [container.image])
}

exception contains ["privileged"] if input.metadata.namespace == "system"
