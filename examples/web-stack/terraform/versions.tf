terraform {
  required_version = ">= 1.6"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }

  backend "s3" {
    bucket = "harbour-terraform-state"
    key    = "web-stack/terraform.tfstate"
    region = "eu-west-1"
  }
}
