# Nothing here says that it is applied by itself: no provider, no backend.
terraform {
  required_version = ">= 1.5"

  required_providers {
    # pass
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }

    # fail
    tls = {
      source = "hashicorp/tls"
    }
  }
}

resource "aws_sqs_queue" "this" {
  name = "orders"
}

module "inner" {
  source = "./inner"
}
