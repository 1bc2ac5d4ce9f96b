terraform {
  required_version = ">= 1.5"

  required_providers {
    # fail
    aws = {
      source = "hashicorp/aws"
    }

    google = {
      source = "hashicorp/google"
      # fail
      version = ">= 5.0"
    }

    # pass
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }

    # pass
    kubernetes = {
      source  = "hashicorp/kubernetes"
      version = ">= 2.30, < 3.0"
    }

    # pass
    tls = {
      source  = "hashicorp/tls"
      version = "4.0.5"
    }
  }
}

provider "aws" {
  region = "eu-central-1"
}

# Used without being declared at all.
# fail
resource "random_pet" "name" {
}
