# pass
provider "aws" {
  region = "eu-central-1"

  default_tags {
    tags = {
      Owner      = "platform"
      CostCenter = "4711"
      Stage      = "production"
    }
  }
}

provider "aws" {
  alias  = "without_cost_center"
  region = "us-east-1"

  default_tags {
    # fail
    tags = { Owner = "platform" }
  }
}
