terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
}

resource "aws_sqs_queue" "orders" {
  name = "orders"
}

# No module of the configuration says anything of this provider.
# fail
resource "random_id" "suffix" {
  byte_length = 4
}
