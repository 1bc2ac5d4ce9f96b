module "branch" {
  # fail
  source = "git::https://github.com/example/network.git?ref=main"
}

module "feature_branch" {
  # fail
  source = "git::https://github.com/example/network.git?ref=feature/ipv6"
}

# pass
module "tag" {
  source = "git::https://github.com/example/network.git?ref=v5.19.0"
}

# pass
module "prefixed_tag" {
  source = "git::https://github.com/example/modules.git//network?ref=network-v1.4.0"
}

# pass
module "pre_release" {
  source = "git::https://github.com/example/network.git?ref=2.0.0-rc.1"
}

# pass
module "commit" {
  source = "git::https://github.com/example/network.git?ref=4c5a1f2d3e6b7a8901234567890abcdef1234567"
}

# What may be a tag is given the benefit of the doubt.
# pass
module "major_tag" {
  source = "git::https://github.com/example/network.git?ref=v2"
}

# pass
module "dated_tag" {
  source = "git::https://github.com/example/network.git?ref=release-2026-01-15"
}

module "ticket_branch" {
  # fail
  source = "git::https://github.com/example/network.git?ref=feature/NET-123"
}

# That a ref is missing is reported by another policy.
module "default_branch" {
  source = "git::https://github.com/example/network.git"
}

module "of_unknown_protocol" {
  source = "xgit::https://github.com/example/network.git?ref=main"
}

# pass
module "ref_1" {
  source = "git::https://example.com/network.git?ref=abcdefa"
}

module "ref_2" {
  # fail
  source = "git::https://example.com/network.git?ref=x-abcdefa"
}

module "ref_3" {
  # fail
  source = "git::https://example.com/network.git?ref=abcdefa-x"
}
