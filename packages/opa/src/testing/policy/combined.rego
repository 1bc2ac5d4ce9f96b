package combined

deny contains {"msg": msg, "address": sprintf("Service/%s/%s", [service.metadata.namespace, service.metadata.name])} if {
	some document in input
	service := document.contents
	service.kind == "Service"
	count({pod | pod := input[_].contents; pod.kind == "Pod"; pod.metadata.labels.app == service.spec.selector.app}) == 0
	msg := "selects no pod"
}
