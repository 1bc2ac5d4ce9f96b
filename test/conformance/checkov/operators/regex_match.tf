resource "acme_thing" "pass_whole" {
  setting = "acme-web"
}

resource "acme_thing" "pass_start" {
  setting = "acme-web-1"
}

resource "acme_thing" "fail_later" {
  setting = "x-acme-web"
}

resource "acme_thing" "fail_missing" {
}

resource "acme_thing" "unknown_value" {
  setting = var.unset
}

variable "unset" {
}
