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

# Local modules are versioned with their caller, git modules by their ref.
module "local" {
  source = "./network"
}

module "git" {
  source = "git::https://github.com/terraform-aws-modules/terraform-aws-vpc.git?ref=v5.19.0"
}
