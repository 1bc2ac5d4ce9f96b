# Nothing here says that it is applied by itself: no provider, no backend.
terraform {
  required_providers {
    # pass
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}

resource "aws_sqs_queue" "this" {
  name = "orders"
}
