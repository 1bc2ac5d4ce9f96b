resource "acme_thing" "pass_one" {
  setting = "one"
}

resource "acme_thing" "pass_none" {
  setting = ""
}

resource "acme_thing" "fail_two" {
  setting = "one two"
}

resource "acme_thing" "fail_missing" {
}

resource "acme_thing" "unknown_value" {
  setting = var.unset
}

variable "unset" {
}
