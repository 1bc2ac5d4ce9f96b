package graph.buckets

# An edge, which no plan and no manifest has.
deny contains {"msg": "nothing blocks public access", "resource": bucket} if {
	some bucket in input.nodes
	bucket.type == "aws_s3_bucket"
	not blocked(bucket)
}

warn contains {"msg": msg, "address": node.address, "path": "bucket", "severity": "low"} if {
	some node in input.nodes
	node.type == "aws_s3_bucket"
	not startswith(node.values.bucket, "acme-")
	msg := sprintf("%s is no name of ours", [node.values.bucket])
}

blocked(bucket) if {
	some edge in input.edges
	edge.to == bucket.address
	startswith(edge.from, "aws_s3_bucket_public_access_block.")
}
