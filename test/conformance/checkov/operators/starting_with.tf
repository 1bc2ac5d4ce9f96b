resource "acme_thing" "pass_text" {
  setting = "443"
}

resource "acme_thing" "fail_number" {
  setting = 443
}

resource "acme_thing" "fail_end" {
  setting = "344"
}

resource "acme_thing" "fail_missing" {
}

resource "acme_thing" "unknown_value" {
  setting = var.unset
}

resource "acme_thing" "pass_known_start" {
  setting = "44-${var.unset}"
}

variable "unset" {
}
