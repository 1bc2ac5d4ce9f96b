resource "acme_thing" "pass_same" {
  setting = 10
}

resource "acme_thing" "pass_text" {
  setting = "9"
}

resource "acme_thing" "fail_more" {
  setting = 10.5
}

resource "acme_thing" "fail_missing" {
}

resource "acme_thing" "unknown_value" {
  setting = var.unset
}

variable "unset" {
}
