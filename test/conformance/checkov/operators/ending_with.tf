resource "acme_thing" "pass_text" {
  setting = "web-prod"
}

resource "acme_thing" "fail_start" {
  setting = "-prod-web"
}

resource "acme_thing" "fail_list" {
  setting = ["web-prod"]
}

resource "acme_thing" "fail_missing" {
}

resource "acme_thing" "unknown_value" {
  setting = var.unset
}

variable "unset" {
}
