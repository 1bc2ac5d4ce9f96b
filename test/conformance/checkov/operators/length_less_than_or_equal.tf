resource "acme_thing" "pass_two" {
  setting = ["a", "b"]
}

resource "acme_thing" "pass_map" {
  setting = { a = 1, b = 2 }
}

resource "acme_thing" "fail_three" {
  setting = "abc"
}

resource "acme_thing" "fail_missing" {
}

resource "acme_thing" "unknown_value" {
  setting = var.unset
}

variable "unset" {
}
