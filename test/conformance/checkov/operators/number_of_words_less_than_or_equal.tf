resource "acme_thing" "pass_two" {
  setting = "one two"
}

resource "acme_thing" "fail_three" {
  setting = "one two three"
}

resource "acme_thing" "fail_missing" {
}

resource "acme_thing" "unknown_value" {
  setting = var.unset
}

variable "unset" {
}
