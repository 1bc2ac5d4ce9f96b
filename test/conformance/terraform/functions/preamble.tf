# What the cases of the functions may refer to.
terraform {
  required_providers {
    terraform = {
      source = "terraform.io/builtin/terraform"
    }
  }
}

resource "terraform_data" "u" {
  input = ""
}

variable "ephemeral_text" {
  type      = string
  default   = "x"
  ephemeral = true
}

locals {
  greeting  = "Hello, $${name}!"
  plain     = "no sequences"
  number    = "$${n}"
  missing   = "$${nobody}"
  broken    = "$${ 1 + }"
  secret    = sensitive("Hello, $${name}!")
  unknown   = terraform_data.u.output
  none      = tostring(null)
  list      = ["$${name}"]
  nested    = "$${templatestring(name, {})}"
  directive = "%%{ for x in items ~}$${x};%%{ endfor ~}"
  calls     = "$${upper(name)}"
}
