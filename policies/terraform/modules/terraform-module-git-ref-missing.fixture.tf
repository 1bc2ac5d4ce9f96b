module "default_branch" {
  # fail
  source = "git::https://github.com/terraform-aws-modules/terraform-aws-vpc.git"
}

module "ssh" {
  # fail
  source = "git@github.com:example/modules.git//network?depth=1"
}

module "shorthand" {
  # fail
  source = "github.com/example/network"
}

# pass
module "tag" {
  source = "git::https://github.com/terraform-aws-modules/terraform-aws-vpc.git?ref=v5.19.0"
}

# pass
module "commit" {
  source = "git::ssh://git@example.com/modules.git//network?depth=1&ref=4c5a1f2d3e6b7a8901234567890abcdef1234567"
}

module "registry" {
  source  = "terraform-aws-modules/vpc/aws"
  version = "5.19.0"
}
