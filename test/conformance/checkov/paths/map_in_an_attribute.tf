resource "acme_thing" "pass_entry" {
  tags = { component = "a" }
}

resource "acme_thing" "fail_other" {
  tags = { component = "b" }
}

resource "acme_thing" "unknown_value" {
  tags = { component = var.unset }
}

resource "acme_thing" "unknown_parent" {
  tags = var.unset
}

variable "unset" {
}
