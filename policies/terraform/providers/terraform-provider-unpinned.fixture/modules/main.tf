terraform {
  required_providers {
    # The called module bounds it, and Terraform takes a version that both accept.
    # pass
    aws = {
      source = "hashicorp/aws"
    }

    # The called module has a lower bound only.
    # fail
    google = {
      source = "hashicorp/google"
    }
  }
}

provider "aws" {
  region = "eu-central-1"
}

module "inner" {
  source = "./bounded/inner"
}

module "another" {
  source = "./another"
}
