resource "acme_thing" "fail_one" {
  setting = "premium"
}

resource "acme_thing" "pass_other" {
  setting = "basic"
}

resource "acme_thing" "pass_missing" {
}

resource "acme_thing" "unknown_value" {
  setting = var.unset
}

variable "unset" {
}
