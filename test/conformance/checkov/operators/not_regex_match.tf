resource "acme_thing" "fail_start" {
  setting = "acme-web-1"
}

resource "acme_thing" "pass_later" {
  setting = "x-acme-web"
}

resource "acme_thing" "pass_missing" {
}

resource "acme_thing" "unknown_value" {
  setting = var.unset
}

variable "unset" {
}
