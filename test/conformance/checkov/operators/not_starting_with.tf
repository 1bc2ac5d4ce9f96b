resource "acme_thing" "fail_text" {
  setting = "443"
}

resource "acme_thing" "pass_number" {
  setting = 443
}

resource "acme_thing" "pass_missing" {
}

resource "acme_thing" "unknown_value" {
  setting = var.unset
}

variable "unset" {
}
