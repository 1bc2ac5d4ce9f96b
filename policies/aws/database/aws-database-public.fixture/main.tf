variable "public" {
  type = bool
}

variable "settings" {
  type    = map(bool)
  default = { publicly_accessible = true }
}

resource "aws_db_instance" "public" {
  identifier     = "shop"
  engine         = "postgres"
  instance_class = "db.t4g.micro"
  # fail
  publicly_accessible = var.settings["publicly_accessible"]
}

# pass
resource "aws_db_instance" "private" {
  identifier     = "shop"
  engine         = "postgres"
  instance_class = "db.t4g.micro"
}

resource "aws_rds_cluster_instance" "by_caller" {
  count              = 2
  cluster_identifier = "shop"
  engine             = "aurora-postgresql"
  instance_class     = "db.r7g.large"
  # unknown
  publicly_accessible = var.public
}

resource "aws_redshift_cluster" "public" {
  cluster_identifier = "warehouse"
  node_type          = "ra3.large"
  # fail
  publicly_accessible = true
}

resource "aws_msk_cluster" "public" {
  cluster_name           = "events"
  kafka_version          = "3.6.0"
  number_of_broker_nodes = 3

  broker_node_group_info {
    instance_type   = "kafka.m7g.large"
    client_subnets  = ["subnet-1", "subnet-2", "subnet-3"]
    security_groups = ["sg-1"]

    connectivity_info {
      public_access {
        # fail
        type = "SERVICE_PROVIDED_EIPS"
      }
    }
  }
}

# pass
resource "aws_rds_cluster_instance" "bare" {
}

# pass
resource "aws_neptune_cluster_instance" "bare" {
}

# pass
resource "aws_redshiftserverless_workgroup" "bare" {
}

# pass
resource "aws_dms_replication_instance" "bare" {
}

# pass
resource "aws_mq_broker" "bare" {
}

# pass
resource "aws_lightsail_database" "bare" {
}

# pass
resource "aws_msk_cluster" "bare_2" {
}
