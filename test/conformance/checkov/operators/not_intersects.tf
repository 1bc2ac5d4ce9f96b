resource "acme_thing" "fail_one" {
  setting = ["b", "c"]
}

resource "acme_thing" "pass_none" {
  setting = ["c", "d"]
}

resource "acme_thing" "pass_missing" {
}

resource "acme_thing" "unknown_value" {
  setting = var.unset
}

variable "unset" {
}
