resource "acme_thing" "pass_text" {
  setting = "a"
}

resource "acme_thing" "pass_empty" {
  setting = ""
}

resource "acme_thing" "pass_false" {
  setting = false
}

resource "acme_thing" "pass_block" {
  setting {
    a = 1
  }
}

resource "acme_thing" "fail_missing" {
}

resource "acme_thing" "fail_null" {
  setting = null
}

resource "acme_thing" "pass_value_not_known" {
  setting = var.unset
}

variable "unset" {
}
