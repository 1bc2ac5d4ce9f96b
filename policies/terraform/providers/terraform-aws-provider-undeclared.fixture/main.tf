terraform {
  backend "s3" {}

  required_providers {
    # fail
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }

    random = {
      source  = "hashicorp/random"
      version = "~> 3.0"
    }
  }
}

resource "aws_sqs_queue" "orders" {
  name = "orders"
}
