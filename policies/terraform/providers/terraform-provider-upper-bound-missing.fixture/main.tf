terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
      # fail
      version = ">= 5.0"
    }

    # pass
    tls = {
      source  = "hashicorp/tls"
      version = "~> 4.0"
    }

    # Without a lock it is another policy's matter.
    google = {
      source  = "hashicorp/google"
      version = ">= 5.0"
    }
  }
}

module "queue" {
  source = "./queue"
}
