resource "acme_thing" "pass_some" {
  setting = ["a"]
}

resource "acme_thing" "pass_all" {
  setting = ["b", "a"]
}

resource "acme_thing" "fail_more" {
  setting = ["a", "c"]
}

resource "acme_thing" "pass_scalar" {
  setting = "a"
}

resource "acme_thing" "fail_scalar" {
  setting = "c"
}

resource "acme_thing" "pass_keys" {
  setting = { a = "x" }
}

resource "acme_thing" "fail_keys" {
  setting = { c = "a" }
}

resource "acme_thing" "fail_missing" {
}

resource "acme_thing" "unknown_value" {
  setting = var.unset
}

resource "acme_thing" "fail_despite_unknown_element" {
  setting = ["c", var.unset]
}

variable "unset" {
}
