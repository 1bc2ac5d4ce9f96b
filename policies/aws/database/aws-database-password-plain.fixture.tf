variable "password" {
  type      = string
  sensitive = true
}

variable "default_password" {
  type    = string
  default = "correct-horse-battery"
}

resource "aws_db_instance" "literal" {
  identifier     = "shop"
  engine         = "postgres"
  instance_class = "db.t4g.micro"
  username       = "shop"
  # fail
  password = "correct-horse-battery"
}

resource "aws_rds_cluster" "through_default" {
  cluster_identifier = "shop"
  engine             = "aurora-postgresql"
  master_username    = "shop"
  # fail
  master_password = var.default_password
}

# pass
resource "aws_db_instance" "managed" {
  identifier                  = "shop"
  engine                      = "postgres"
  instance_class              = "db.t4g.micro"
  username                    = "shop"
  manage_master_user_password = true
}

# Given at run time, so it stands in no file.
# pass
resource "aws_db_instance" "by_caller" {
  identifier     = "shop"
  engine         = "postgres"
  instance_class = "db.t4g.micro"
  username       = "shop"
  password       = var.password
}

resource "random_password" "broker" {
  length = 32
}

resource "aws_mq_broker" "this" {
  broker_name        = "events"
  engine_type        = "ActiveMQ"
  engine_version     = "5.18"
  host_instance_type = "mq.m5.large"

  user {
    username = "admin"
    # fail
    password = "correct-horse-battery"
  }

  user {
    username = "shop"
    password = random_password.broker.result
  }
}

# pass
resource "aws_dms_endpoint" "bare" {
}

# pass
resource "aws_opensearch_domain" "bare" {
}

# pass
resource "aws_redshift_cluster" "bare" {
}

# pass
resource "aws_directory_service_directory" "bare" {
}

# pass
resource "aws_elasticsearch_domain" "bare" {
}

# pass
resource "aws_docdb_cluster" "bare" {
}

resource "aws_redshiftserverless_namespace" "written" {
  # fail
  admin_user_password = "correct-horse"
}

resource "aws_elasticache_replication_group" "written" {
  # fail
  auth_token = "correct-horse-battery"
}

# pass
resource "aws_redshiftserverless_namespace" "managed" {
  manage_admin_password = true
}

# pass
resource "aws_elasticache_replication_group" "open" {
  description = "Without a token"
}

resource "aws_dms_endpoint" "written" {
  # fail
  password = "correct-horse"
}

resource "aws_opensearch_domain" "written" {
  advanced_security_options {
    master_user_options {
      # fail
      master_user_password = "correct-horse"
    }
  }
}
