# Several terraform blocks count as one.
# pass
terraform {
  backend "local" {
  }
}
