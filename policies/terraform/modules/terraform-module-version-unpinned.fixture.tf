# fail
module "silent" {
  source = "terraform-aws-modules/vpc/aws"
}

module "open" {
  source = "terraform-aws-modules/vpc/aws"
  # fail
  version = ">= 5.0"
}

# pass
module "exact" {
  source  = "terraform-aws-modules/vpc/aws"
  version = "5.19.0"
}

# pass
module "pessimistic" {
  source  = "app.terraform.io/example/network/aws"
  version = "~> 2.1"
}

# Git modules are versioned by their ref.
module "git" {
  source = "git::https://github.com/terraform-aws-modules/terraform-aws-vpc.git?ref=v5.19.0"
}

module "major_only" {
  source = "example/network/aws"
  # fail
  version = "~> 5"
}

# pass
module "v_0" {
  source  = "terraform-aws-modules/vpc/aws"
  version = ">= 1.0, ~> 3"
}
