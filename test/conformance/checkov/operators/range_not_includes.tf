resource "acme_thing" "fail_range" {
  setting = "3000-4000"
}

resource "acme_thing" "pass_range" {
  setting = "1000-2000"
}

resource "acme_thing" "pass_missing" {
}

resource "acme_thing" "unknown_value" {
  setting = var.unset
}

variable "unset" {
}
