variable "encrypted" {
  type = bool
}

# fail
resource "aws_elasticache_replication_group" "silent" {
  replication_group_id = "sessions"
  description          = "Sessions"
  engine               = "redis"
}

# pass
resource "aws_elasticache_replication_group" "encrypted" {
  replication_group_id       = "sessions"
  description                = "Sessions"
  at_rest_encryption_enabled = true
}

# Encrypted unless it says otherwise.
resource "aws_elasticache_replication_group" "valkey" {
  replication_group_id = "sessions"
  description          = "Sessions"
  engine               = "valkey"
}

resource "aws_elasticache_replication_group" "by_caller" {
  replication_group_id = "sessions"
  description          = "Sessions"
  # unknown
  at_rest_encryption_enabled = var.encrypted
}

# pass
resource "aws_elasticache_replication_group" "with_engine" {
  replication_group_id       = "sessions"
  description                = "Sessions"
  at_rest_encryption_enabled = true
  engine                     = "valkey"
}

resource "aws_elasticache_replication_group" "member" {
  description                 = "Follows the primary"
  global_replication_group_id = "g-1"
}
