resource "acme_thing" "fail_list" {
  setting = []
}

resource "acme_thing" "fail_text" {
  setting = ""
}

resource "acme_thing" "pass_list" {
  setting = ["a"]
}

resource "acme_thing" "pass_missing" {
}

resource "acme_thing" "unknown_value" {
  setting = var.unset
}

variable "unset" {
}
