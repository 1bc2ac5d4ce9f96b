resource "acme_thing" "pass_other" {
  setting = "Disabled"
}

resource "acme_thing" "pass_missing" {
}

resource "acme_thing" "fail_same" {
  setting = "Enabled"
}

resource "acme_thing" "fail_other_case" {
  setting = "ENABLED"
}

resource "acme_thing" "unknown_value" {
  setting = var.unset
}

variable "unset" {
}
