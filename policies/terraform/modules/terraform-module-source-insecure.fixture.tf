module "archive" {
  # fail
  source = "http://example.com/network.zip"
}

module "git" {
  # fail
  source = "git::git://example.com/network.git?ref=v1.0.0"
}

# pass
module "secure" {
  source = "https://example.com/network.zip"
}

# pass
module "ssh" {
  source = "git::ssh://git@example.com/network.git?ref=v1.0.0"
}

# Not a protocol that is known to be without encryption.
# pass
module "other_protocol" {
  source = "xhttp://example.com/network.zip"
}
