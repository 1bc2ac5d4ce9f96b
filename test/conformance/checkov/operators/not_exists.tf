resource "acme_thing" "fail_text" {
  setting = "a"
}

resource "acme_thing" "pass_missing" {
}

resource "acme_thing" "pass_null" {
  setting = null
}

resource "acme_thing" "fail_value_not_known" {
  setting = var.unset
}

variable "unset" {
}
