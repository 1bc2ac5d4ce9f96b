variable "tags" {
  type = map(string)
}

variable "more_tags" {
  type    = map(string)
  default = { Team = "shop" }
}

# fail
provider "aws" {
  region = "eu-central-1"
}

provider "aws" {
  alias  = "empty"
  region = "eu-central-1"

  default_tags {
    # fail
    tags = {}
  }
}

# pass
provider "aws" {
  alias  = "tagged"
  region = "us-east-1"

  default_tags {
    tags = merge({ Owner = "platform" }, var.more_tags)
  }
}

provider "aws" {
  alias  = "by_caller"
  region = "us-west-2"

  default_tags {
    # unknown
    tags = var.tags
  }
}
