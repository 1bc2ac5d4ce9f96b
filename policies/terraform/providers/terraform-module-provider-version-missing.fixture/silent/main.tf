terraform {
  required_providers {
    # fail
    aws = {
      source = "hashicorp/aws"
    }
  }
}

resource "aws_sqs_queue" "this" {
  name = "orders"
}

# fail
resource "random_pet" "this" {
}
