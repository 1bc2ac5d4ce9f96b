# The lock file beside this one records 5.100.0.
terraform {
  required_providers {
    # pass
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }

    tls = {
      source = "hashicorp/tls"
      # fail
      version = ">= 4.0"
    }
  }

  backend "s3" {
    bucket = "example-state"
    key    = "locked.tfstate"
  }
}

module "inner" {
  source = "./inner"
}
