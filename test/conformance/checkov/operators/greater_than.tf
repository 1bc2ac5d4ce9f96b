resource "acme_thing" "pass_more" {
  setting = 11
}

resource "acme_thing" "pass_text" {
  setting = "100"
}

resource "acme_thing" "fail_same" {
  setting = 10
}

resource "acme_thing" "fail_less" {
  setting = 9
}

resource "acme_thing" "pass_later_text" {
  setting = "high"
}

resource "acme_thing" "fail_zero" {
  setting = 0
}

resource "acme_thing" "fail_missing" {
}

resource "acme_thing" "unknown_value" {
  setting = var.unset
}

variable "unset" {
}
