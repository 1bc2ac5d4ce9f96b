variable "retention" {
  type = number
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
  backup_retention_period = 0
}

# pass
resource "aws_db_instance" "week" {
  identifier              = "shop"
  engine                  = "postgres"
  instance_class          = "db.t4g.micro"
  backup_retention_period = 7
}

# A replica is backed up at its source.
resource "aws_db_instance" "replica" {
  identifier          = "shop-replica"
  instance_class      = "db.t4g.micro"
  replicate_source_db = aws_db_instance.week.identifier
}

resource "aws_db_instance" "by_caller" {
  identifier     = "shop"
  engine         = "postgres"
  instance_class = "db.t4g.micro"
  # unknown
  backup_retention_period = var.retention
}

# pass
resource "aws_db_instance" "backup_retention_period" {
  identifier              = "shop"
  engine                  = "postgres"
  instance_class          = "db.t4g.micro"
  backup_retention_period = 1
}
