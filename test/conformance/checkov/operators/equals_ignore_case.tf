resource "acme_thing" "pass_same" {
  setting = "Enabled"
}

resource "acme_thing" "pass_other_case" {
  setting = "eNABLED"
}

resource "acme_thing" "fail_other" {
  setting = "Disabled"
}

resource "acme_thing" "fail_missing" {
}

resource "acme_thing" "pass_value_not_known" {
  setting = var.unset
}

variable "unset" {
}
