resource "acme_thing" "pass_text" {
  setting = "a"
}

resource "acme_thing" "pass_missing" {
}

resource "acme_thing" "pass_value_not_known" {
  setting = var.unset
}

variable "unset" {
}
