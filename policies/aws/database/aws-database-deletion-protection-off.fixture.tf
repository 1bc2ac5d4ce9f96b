variable "protected" {
  type = bool
}

# fail
resource "aws_db_instance" "silent" {
  identifier     = "shop"
  engine         = "postgres"
  instance_class = "db.t4g.micro"
}

# pass
resource "aws_rds_cluster" "protected" {
  cluster_identifier  = "shop"
  engine              = "aurora-postgresql"
  deletion_protection = true
}

resource "aws_neptune_cluster" "explicit" {
  cluster_identifier = "graph"
  # fail
  deletion_protection = false
}

resource "aws_docdb_cluster" "by_caller" {
  cluster_identifier = "documents"
  # unknown
  deletion_protection = var.protected
}

# fail
resource "aws_rds_global_cluster" "bare" {
}

# fail
resource "aws_docdb_cluster" "bare" {
}
