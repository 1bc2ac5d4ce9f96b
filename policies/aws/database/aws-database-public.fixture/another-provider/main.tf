terraform {
  required_providers {
    random = {
      source  = "hashicorp/random"
      version = "~> 3.0"
    }
  }
}

# pass
resource "aws_redshift_cluster" "silent" {
  cluster_identifier = "a"
}

# pass
resource "aws_redshift_cluster" "shut" {
  encrypted = true
}

# pass
resource "aws_redshift_cluster" "open" {
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

resource "aws_redshift_cluster" "public" {
  # fail
  publicly_accessible = true
}

# pass
resource "aws_redshift_cluster" "private" {
  publicly_accessible = false
}
