resource "acme_thing" "pass_list" {
  setting = ["a"]
}

resource "acme_thing" "pass_map" {
  setting = { a = 1, b = 2 }
}

resource "acme_thing" "fail_empty" {
  setting = []
}

resource "acme_thing" "fail_missing" {
}

resource "acme_thing" "unknown_value" {
  setting = var.unset
}

variable "unset" {
}
