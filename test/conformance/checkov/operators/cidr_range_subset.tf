resource "acme_thing" "pass_inside" {
  setting = "10.1.0.0/16"
}

resource "acme_thing" "pass_both_kinds" {
  setting = ["10.1.0.0/16", "fd00:1::/32"]
}

resource "acme_thing" "fail_one_outside" {
  setting = ["10.1.0.0/16", "192.168.0.0/16"]
}

resource "acme_thing" "fail_broader" {
  setting = "0.0.0.0/0"
}

resource "acme_thing" "fail_other_kind" {
  setting = "::/0"
}

resource "acme_thing" "fail_missing" {
}

resource "acme_thing" "unknown_value" {
  setting = var.unset
}

variable "unset" {
}
