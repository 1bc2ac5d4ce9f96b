provider "aws" {
  region = "eu-central-1"

  default_tags {
    tags = { CostCenter = "4711" }
  }
}

# pass
resource "aws_sqs_queue" "with_both" {
  name = "orders"
  tags = { Owner = "shop" }
}

# fail
resource "aws_sqs_queue" "without_owner" {
  name = "returns"
}
