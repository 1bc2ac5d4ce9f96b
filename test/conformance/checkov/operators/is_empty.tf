resource "acme_thing" "pass_list" {
  setting = []
}

resource "acme_thing" "pass_map" {
  setting = {}
}

resource "acme_thing" "pass_text" {
  setting = ""
}

resource "acme_thing" "fail_list" {
  setting = ["a"]
}

resource "acme_thing" "fail_number" {
  setting = 0
}

resource "acme_thing" "fail_missing" {
}

resource "acme_thing" "unknown_value" {
  setting = var.unset
}

variable "unset" {
}
