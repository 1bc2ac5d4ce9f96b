resource "acme_thing" "pass_boolean" {
  setting = true
}

resource "acme_thing" "pass_text" {
  setting = "true"
}

resource "acme_thing" "pass_upper_case" {
  setting = "True"
}

resource "acme_thing" "fail_false" {
  setting = false
}

resource "acme_thing" "fail_number" {
  setting = 1
}

resource "acme_thing" "fail_missing" {
}

resource "acme_thing" "unknown_value" {
  setting = var.unset
}

variable "unset" {
}
