# What the root module uses is chosen here.
terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

resource "aws_sns_topic" "orders" {
  name = "orders"
}

module "silent" {
  source = "./silent"
}

module "bounded" {
  source = "./bounded"
}
