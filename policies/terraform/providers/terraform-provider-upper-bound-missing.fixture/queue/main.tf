# A module that others call names the lower bound and leaves the rest to them.
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.30"
    }
  }
}

resource "aws_sqs_queue" "this" {
  name = "orders"
}
