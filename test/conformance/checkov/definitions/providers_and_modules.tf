module "pass_registry" {
  source  = "app.acme.example/acme/network/aws"
  version = "1.0.0"
}

module "fail_elsewhere" {
  source = "git::https://example.com/network.git"
}
