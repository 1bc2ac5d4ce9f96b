variable "retention" {
  type = number
}

# fail
resource "aws_rds_cluster" "silent" {
  cluster_identifier = "shop"
  engine             = "aurora-postgresql"
}

# pass
resource "aws_rds_cluster" "month" {
  cluster_identifier      = "shop"
  engine                  = "aurora-postgresql"
  backup_retention_period = 30
}

resource "aws_db_instance" "three_days" {
  identifier     = "shop"
  engine         = "postgres"
  instance_class = "db.t4g.micro"
  # fail
  backup_retention_period = 3
}

resource "aws_redshift_cluster" "by_caller" {
  cluster_identifier = "warehouse"
  node_type          = "ra3.large"
  # unknown
  automated_snapshot_retention_period = var.retention
}

# fail
resource "aws_redshift_cluster" "bare" {
}

# fail
resource "aws_docdb_cluster" "bare_2" {
}

# fail
resource "aws_neptune_cluster" "bare_2" {
}

resource "aws_db_instance" "replica" {
  replicate_source_db     = "x"
  backup_retention_period = 0
}

# pass
resource "aws_db_instance" "long" {
  backup_retention_period = 30
}

# pass
resource "aws_redshift_cluster" "long" {
  automated_snapshot_retention_period = 30
}

# pass
resource "aws_db_instance" "a_week" {
  identifier              = "shop"
  engine                  = "postgres"
  instance_class          = "db.t4g.micro"
  backup_retention_period = 7
}

resource "aws_db_instance" "six_days" {
  identifier     = "shop"
  engine         = "postgres"
  instance_class = "db.t4g.micro"
  # fail
  backup_retention_period = 6
}
