provider "aws" {
  region = var.region
}

# CloudFront reads its certificate from us-east-1, and nowhere else.
provider "aws" {
  alias  = "us_east_1"
  region = "us-east-1"

  default_tags {
    tags = local.tags
  }
}
