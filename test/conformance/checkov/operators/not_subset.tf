resource "acme_thing" "fail_some" {
  setting = ["a"]
}

resource "acme_thing" "pass_more" {
  setting = ["a", "c"]
}

resource "acme_thing" "pass_missing" {
}

resource "acme_thing" "unknown_value" {
  setting = var.unset
}

variable "unset" {
}
