module "tag" {
  # fail
  source = "git::https://github.com/example/network.git?ref=v5.19.0"
}

module "silent" {
  # fail
  source = "git::https://github.com/example/network.git"
}

# pass
module "commit" {
  source = "git::https://github.com/example/network.git?ref=4c5a1f2d3e6b7a8901234567890abcdef1234567"
}

# A registry has versions instead of commits.
module "registry" {
  source  = "terraform-aws-modules/vpc/aws"
  version = "5.19.0"
}

module "longer_than_a_commit" {
  # fail
  source = "git::https://github.com/example/network.git?ref=4c5a1f2d3e6b7a8901234567890abcdef1234567x"
}

module "ref_0" {
  # fail
  source = "git::https://example.com/network.git?ref=xaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
}
