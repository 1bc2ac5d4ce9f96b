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
  cluster_identifier = "reports"
}
