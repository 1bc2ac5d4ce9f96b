resource "acme_thing" "fail_list" {
  setting = ["a", "b"]
}

resource "acme_thing" "pass_text" {
  setting = "abc"
}

resource "acme_thing" "pass_map" {
  setting = { a = 1, b = 2 }
}

resource "acme_thing" "pass_missing" {
}

resource "acme_thing" "unknown_value" {
  setting = var.unset
}

variable "unset" {
}
