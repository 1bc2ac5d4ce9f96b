package lib.containers

of(object) := object.spec.containers if object.kind == "Pod"
