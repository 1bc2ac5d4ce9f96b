resource "acme_thing" "fail_text" {
  setting = "web-prod"
}

resource "acme_thing" "pass_start" {
  setting = "-prod-web"
}

resource "acme_thing" "pass_missing" {
}

resource "acme_thing" "unknown_value" {
  setting = var.unset
}

variable "unset" {
}
