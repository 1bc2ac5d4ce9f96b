terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.0"
    }
  }
}

# fail
resource "aws_redshift_cluster" "silent" {
  cluster_identifier = "a"
}

# pass
resource "aws_redshift_cluster" "shut" {
  encrypted = true
}

resource "aws_redshift_cluster" "open" {
  # fail
  encrypted = false
}

# pass
resource "aws_redshift_cluster" "from_snapshot" {
  snapshot_identifier = "s"
}

# pass
resource "aws_redshift_cluster" "from_snapshot_arn" {
  snapshot_arn = "arn:x"
}

# fail
resource "aws_redshift_cluster" "public" {
  publicly_accessible = true
}

# fail
resource "aws_redshift_cluster" "private" {
  publicly_accessible = false
}
