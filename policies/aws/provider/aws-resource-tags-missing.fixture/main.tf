variable "tags" {
  type = map(string)
}

provider "aws" {
  region = "eu-central-1"
}

provider "aws" {
  alias  = "tagged"
  region = "us-east-1"

  default_tags {
    tags = { Owner = "platform" }
  }
}

# fail
resource "aws_sqs_queue" "bare" {
  name = "orders"
}

# pass
resource "aws_sqs_queue" "own" {
  name = "orders"
  tags = { Owner = "shop" }
}

# pass
resource "aws_sqs_queue" "from_provider" {
  provider = aws.tagged
  name     = "orders"
}

resource "aws_sqs_queue" "by_caller" {
  name = "orders"
  # unknown
  tags = var.tags
}

# fail
resource "aws_autoscaling_group" "bare" {
  provider = aws.tagged
  max_size = 1
  min_size = 1
}

# Tags follow the provider that a module is given.
module "queue" {
  source = "./queue"

  providers = {
    aws = aws.tagged
  }
}

module "bare_queue" {
  source = "./bare-queue"
}
