resource "acme_thing" "pass_true" {
  setting = true
}

resource "acme_thing" "fail_text" {
  setting = "true"
}

resource "acme_thing" "fail_false" {
  setting = false
}

resource "acme_thing" "fail_missing" {
}

resource "acme_thing" "unknown_value" {
  setting = var.unset
}

variable "unset" {
}
