resource "acme_thing" "pass_both" {
  one = true
  two = 2
}

resource "acme_thing" "fail_one" {
  one = true
  two = 3
}

resource "acme_thing" "fail_despite_unknown" {
  one = var.unset
  two = 3
}

resource "acme_thing" "unknown_one" {
  one = var.unset
  two = 2
}

variable "unset" {
}
