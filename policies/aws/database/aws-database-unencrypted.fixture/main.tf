variable "encrypted" {
  type = bool
}

variable "defaults" {
  type    = object({ encrypted = optional(bool, false) })
  default = {}
}

# fail
resource "aws_db_instance" "silent" {
  identifier     = "shop"
  engine         = "postgres"
  instance_class = "db.t4g.micro"
}

resource "aws_db_instance" "explicit" {
  identifier     = "shop"
  engine         = "postgres"
  instance_class = "db.t4g.micro"
  # fail
  storage_encrypted = var.defaults.encrypted
}

# pass
resource "aws_db_instance" "encrypted" {
  identifier        = "shop"
  engine            = "postgres"
  instance_class    = "db.t4g.micro"
  storage_encrypted = true
}

# pass
resource "aws_db_instance" "replica" {
  identifier          = "shop-replica"
  instance_class      = "db.t4g.micro"
  replicate_source_db = aws_db_instance.encrypted.identifier
}

resource "aws_db_instance" "by_caller" {
  identifier     = "shop"
  engine         = "postgres"
  instance_class = "db.t4g.micro"
  # unknown
  storage_encrypted = var.encrypted
}

# fail
resource "aws_rds_cluster" "aurora" {
  cluster_identifier = "shop"
  engine             = "aurora-postgresql"
}

# pass
resource "aws_rds_cluster" "aurora_encrypted" {
  cluster_identifier = "shop"
  engine             = "aurora-postgresql"
  storage_encrypted  = true
}

# pass
resource "aws_rds_cluster" "serverless" {
  cluster_identifier = "shop"
  engine             = "aurora-mysql"
  engine_mode        = "serverless"
}

# fail
resource "aws_rds_global_cluster" "this" {
  global_cluster_identifier = "shop"
  engine                    = "aurora-postgresql"
}

resource "aws_docdb_cluster" "this" {
  cluster_identifier = "documents"
  # fail
  storage_encrypted = false
}

# fail
resource "aws_neptune_cluster" "this" {
  cluster_identifier = "graph"
}

resource "aws_redshift_cluster" "refusing" {
  cluster_identifier = "warehouse"
  node_type          = "ra3.large"
  # fail
  encrypted = false
}

# pass
resource "aws_redshift_cluster" "silent" {
  cluster_identifier = "warehouse"
  node_type          = "ra3.large"
}

# fail
resource "aws_dax_cluster" "this" {
  cluster_name       = "cache"
  iam_role_arn       = "arn:aws:iam::111122223333:role/dax"
  node_type          = "dax.t3.small"
  replication_factor = 1
}

# fail
resource "aws_docdb_global_cluster" "bare" {
}

# fail
resource "aws_neptune_global_cluster" "bare" {
}

# pass
resource "aws_docdb_cluster" "storage_encrypted_true" {
  cluster_identifier = "documents"
  storage_encrypted  = true
}

resource "aws_db_instance" "with_storage_encrypted" {
  identifier          = "shop-replica"
  instance_class      = "db.t4g.micro"
  replicate_source_db = aws_db_instance.encrypted.identifier
  # fail
  storage_encrypted = var.defaults.encrypted
}

resource "aws_rds_global_cluster" "open_with_source_db_cluster_identifier" {
  # fail
  storage_encrypted            = false
  source_db_cluster_identifier = "x"
}

# pass
resource "aws_docdb_cluster" "with_snapshot_identifier" {
  snapshot_identifier = "s"
}

# pass
resource "aws_rds_global_cluster" "with_source_db_cluster_identifier" {
  source_db_cluster_identifier = "x"
}

# pass
resource "aws_dax_cluster" "encrypted" {
  server_side_encryption {
    enabled = true
  }
}

# pass
resource "aws_db_instance" "with_snapshot_identifier" {
  snapshot_identifier = "s"
}

# pass
resource "aws_db_instance" "with_restore_to_point_in_time" {
  restore_to_point_in_time {
    use_latest_restorable_time = true
  }
}

resource "aws_rds_cluster" "open_with_replication_source_identifier" {
  # fail
  storage_encrypted             = false
  replication_source_identifier = "arn:aws:rds:eu-central-1:123456789012:cluster:x"
}

# pass
resource "aws_rds_cluster" "with_replication_source_identifier" {
  replication_source_identifier = "arn:aws:rds:eu-central-1:123456789012:cluster:x"
}

# pass
resource "aws_rds_cluster" "with_snapshot_identifier" {
  snapshot_identifier = "s"
}

# pass
resource "aws_rds_cluster" "with_restore_to_point_in_time" {
  restore_to_point_in_time {
    source_cluster_identifier = "x"
  }
}

# pass
resource "aws_rds_global_cluster" "encrypted" {
  storage_encrypted = true
}

resource "aws_docdb_cluster" "open_with_snapshot_identifier" {
  # fail
  storage_encrypted   = false
  snapshot_identifier = "s"
}

# pass
resource "aws_neptune_cluster" "with_replication_source_identifier" {
  replication_source_identifier = "x"
}

# pass
resource "aws_docdb_global_cluster" "with_source_db_cluster_identifier" {
  source_db_cluster_identifier = "x"
}
