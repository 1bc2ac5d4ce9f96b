resource "acme_thing" "fail_other_case" {
  setting = "enabled"
}

resource "acme_thing" "pass_other" {
  setting = "Disabled"
}

resource "acme_thing" "pass_missing" {
}

resource "acme_thing" "fail_value_not_known" {
  setting = var.unset
}

variable "unset" {
}
