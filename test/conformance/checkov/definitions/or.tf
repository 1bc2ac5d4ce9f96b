resource "acme_thing" "pass_one" {
  one = 1
}

resource "acme_thing" "pass_despite_unknown" {
  one = var.unset
  two = 2
}

resource "acme_thing" "unknown_one" {
  one = var.unset
  two = 3
}

resource "acme_thing" "fail_both" {
}

variable "unset" {
}
