variable "upgrade" {
  type = bool
}

resource "aws_db_instance" "frozen" {
  identifier     = "shop"
  engine         = "postgres"
  instance_class = "db.t4g.micro"
  # fail
  auto_minor_version_upgrade = false
}

# pass
resource "aws_db_instance" "silent" {
  identifier     = "shop"
  engine         = "postgres"
  instance_class = "db.t4g.micro"
}

resource "aws_rds_cluster_instance" "by_caller" {
  cluster_identifier = "shop"
  engine             = "aurora-postgresql"
  instance_class     = "db.r7g.large"
  # unknown
  auto_minor_version_upgrade = var.upgrade
}

# pass
resource "aws_rds_cluster_instance" "bare" {
}

# pass
resource "aws_neptune_cluster_instance" "bare" {
}

# pass
resource "aws_docdb_cluster_instance" "bare" {
}

# pass
resource "aws_dms_replication_instance" "bare" {
}

# pass
resource "aws_elasticache_replication_group" "bare" {
}
