resource "acme_thing" "pass_same" {
  setting = "TLS1_1"
}

resource "acme_thing" "pass_later" {
  setting = "TLS1_2"
}

resource "acme_thing" "fail_earlier" {
  setting = "TLS1_0"
}

resource "acme_thing" "fail_missing" {
}

resource "acme_thing" "unknown_value" {
  setting = var.unset
}

variable "unset" {
}
