resource "acme_thing" "pass_list" {
  setting = ["a", "b"]
}

resource "acme_thing" "fail_one" {
  setting = ["a"]
}

resource "acme_thing" "fail_map" {
  setting = { a = 1, b = 2 }
}

resource "acme_thing" "fail_missing" {
}

resource "acme_thing" "unknown_value" {
  setting = var.unset
}

variable "unset" {
}
