module "tag" {
  # fail
  source = "git::https://example.com/network.git?ref=v5.19.0"
}

module "deeper" {
  # fail
  source = "git::https://example.com/network.git?ref=v5.19.0&depth=10"
}

module "other_parameter" {
  # fail
  source = "git::https://example.com/network.git?ref=v5.19.0&maxdepth=1"
}

# pass
module "shallow" {
  source = "git::https://example.com/network.git?ref=v5.19.0&depth=1"
}

# pass
module "shallow_first" {
  source = "git::https://example.com/network.git?depth=1&ref=v5.19.0"
}

# A commit cannot be cloned in this way.
module "commit" {
  source = "git::https://example.com/network.git?ref=4c5a1f2d3e6b7a8901234567890abcdef1234567"
}

module "short_commit" {
  source = "git::https://example.com/network.git?ref=4c5a1f2"
}

module "like_a_commit" {
  # fail
  source = "git::https://example.com/network.git?ref=release-4c5a1f2"
}

module "commit_and_more" {
  # fail
  source = "git::https://example.com/network.git?ref=4c5a1f2d-hotfix"
}

module "six_digits" {
  # fail
  source = "git::https://example.com/network.git?ref=202401"
}

# Without a ref another policy is about it.
module "branch" {
  source = "git::https://example.com/network.git"
}

module "registry" {
  source  = "terraform-aws-modules/vpc/aws"
  version = "5.19.0"
}

module "archive" {
  source = "https://example.com/network.zip?ref=v5.19.0"
}
