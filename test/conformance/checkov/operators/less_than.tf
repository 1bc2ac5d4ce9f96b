resource "acme_thing" "pass_less" {
  setting = 9
}

resource "acme_thing" "pass_zero" {
  setting = 0
}

resource "acme_thing" "fail_same" {
  setting = 10
}

resource "acme_thing" "fail_more" {
  setting = 100
}

resource "acme_thing" "fail_later_text" {
  setting = "high"
}

resource "acme_thing" "fail_missing" {
}

resource "acme_thing" "unknown_value" {
  setting = var.unset
}

variable "unset" {
}
