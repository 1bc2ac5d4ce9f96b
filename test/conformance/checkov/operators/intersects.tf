resource "acme_thing" "pass_one" {
  setting = ["b", "c"]
}

resource "acme_thing" "fail_none" {
  setting = ["c", "d"]
}

resource "acme_thing" "fail_empty" {
  setting = []
}

resource "acme_thing" "fail_missing" {
}

resource "acme_thing" "unknown_value" {
  setting = var.unset
}

resource "acme_thing" "pass_despite_unknown_element" {
  setting = ["a", var.unset]
}

resource "acme_thing" "unknown_element" {
  setting = ["c", var.unset]
}

variable "unset" {
}
