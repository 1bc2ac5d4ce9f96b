resource "acme_thing" "pass_one" {
  setting = ["a"]
}

resource "acme_thing" "pass_map" {
  setting = { a = 1, b = 2 }
}

resource "acme_thing" "pass_empty" {
  setting = []
}

resource "acme_thing" "fail_two" {
  setting = ["a", "b"]
}

resource "acme_thing" "fail_missing" {
}

resource "acme_thing" "unknown_value" {
  setting = var.unset
}

variable "unset" {
}
