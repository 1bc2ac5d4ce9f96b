resource "acme_thing" "pass_same" {
  setting = "Enabled"
}

resource "acme_thing" "pass_other_case" {
  setting = "enabled"
}

resource "acme_thing" "fail_other" {
  setting = "Disabled"
}

resource "acme_thing" "fail_list" {
  setting = ["Enabled"]
}

resource "acme_thing" "fail_missing" {
}

resource "acme_thing" "fail_null" {
  setting = null
}

resource "acme_thing" "unknown_value" {
  setting = var.unset
}

variable "unset" {
}
