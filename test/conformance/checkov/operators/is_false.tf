resource "acme_thing" "fail_true" {
  setting = true
}

resource "acme_thing" "pass_text" {
  setting = "true"
}

resource "acme_thing" "pass_false" {
  setting = false
}

resource "acme_thing" "pass_missing" {
}

resource "acme_thing" "unknown_value" {
  setting = var.unset
}

variable "unset" {
}
