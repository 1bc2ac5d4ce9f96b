terraform {
  required_providers {
    # pass
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.30"
    }

    # Nothing is made with it, so that another policy is about it.
    tls = {
      source = "hashicorp/tls"
    }
  }
}

resource "aws_sqs_queue" "this" {
  name = "orders"
}
