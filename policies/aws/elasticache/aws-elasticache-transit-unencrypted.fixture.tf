variable "tls" {
  type = bool
}

# fail
resource "aws_elasticache_replication_group" "silent" {
  replication_group_id = "sessions"
  description          = "Sessions"
}

resource "aws_elasticache_replication_group" "explicit" {
  replication_group_id = "sessions"
  description          = "Sessions"
  # fail
  transit_encryption_enabled = false
}

# pass
resource "aws_elasticache_replication_group" "tls" {
  replication_group_id       = "sessions"
  description                = "Sessions"
  transit_encryption_enabled = true
}

resource "aws_elasticache_replication_group" "by_caller" {
  replication_group_id = "sessions"
  description          = "Sessions"
  # unknown
  transit_encryption_enabled = var.tls
}

resource "aws_elasticache_replication_group" "member" {
  description                 = "Follows the primary"
  global_replication_group_id = "g-1"
}
