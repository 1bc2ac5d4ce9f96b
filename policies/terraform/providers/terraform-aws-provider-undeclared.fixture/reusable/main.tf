# Nothing here says that it is applied by itself.
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 6.0"
    }
  }
}

resource "aws_sqs_queue" "orders" {
  name = "orders"
}
