resource "acme_thing" "pass_same" {
  setting = ["a", "b"]
}

resource "acme_thing" "fail_order" {
  setting = ["b", "a"]
}

resource "acme_thing" "fail_shorter" {
  setting = ["a"]
}

resource "acme_thing" "fail_text" {
  setting = "a"
}

resource "acme_thing" "unknown_part" {
  setting = ["a", var.unset]
}

resource "acme_thing" "fail_missing" {
}

variable "unset" {
}
