terraform {
  required_providers {
    # pass
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.30"
    }
  }
}

resource "aws_sqs_queue" "this" {
  name = "orders"
}
