resource "acme_thing" "fail_there" {
  tags = { component = "a" }
}

resource "acme_thing" "fail_value_not_known" {
  tags = { component = var.unset }
}

resource "acme_thing" "pass_other" {
  tags = { other = "a" }
}

resource "acme_thing" "pass_missing" {
}

resource "acme_thing" "unknown_parent" {
  tags = var.unset
}

variable "unset" {
}
