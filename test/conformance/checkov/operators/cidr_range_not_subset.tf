resource "acme_thing" "fail_inside" {
  setting = "10.1.0.0/16"
}

resource "acme_thing" "pass_outside" {
  setting = "192.168.0.0/16"
}

resource "acme_thing" "pass_missing" {
}

resource "acme_thing" "unknown_value" {
  setting = var.unset
}

variable "unset" {
}
