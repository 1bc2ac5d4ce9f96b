terraform {
  cloud {
    organization = "example"
  }

  required_providers {
    aws = {
      source = "hashicorp/aws"
      # fail
      version = ">= 5.0"
    }
  }
}

module "inner" {
  source = "./inner"
}
