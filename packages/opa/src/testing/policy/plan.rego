package main

# METADATA
# custom:
#   input: plan
deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_db_instance"
	"delete" in change.change.actions
	msg := sprintf("%s would be destroyed", [change.address])
}

# METADATA
# custom:
#   input: plan
warn contains {"msg": msg, "address": change.address, "attribute": "password"} if {
	some change in input.resource_changes
	msg := sprintf("the password is %s", [change.change.after.password])
}
