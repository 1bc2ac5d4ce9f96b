resource "acme_thing" "pass_neither" {
  two = 2
}

resource "acme_thing" "fail_one" {
  one = 1
  two = 2
}

resource "acme_thing" "fail_two" {
  two = 3
}

resource "acme_thing" "unknown_two" {
  two = var.unset
}

variable "unset" {
}
