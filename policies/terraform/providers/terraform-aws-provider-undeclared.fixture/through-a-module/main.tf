# Nothing of AWS is made here; what a called module makes is its own matter.
terraform {
  backend "s3" {}
}

module "queue" {
  source = "./queue"
}
