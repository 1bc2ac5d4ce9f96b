resource "acme_thing" "pass_one" {
  setting = "premium"
}

resource "acme_thing" "fail_other" {
  setting = "basic"
}

resource "acme_thing" "fail_list" {
  setting = ["premium"]
}

resource "acme_thing" "fail_missing" {
}

resource "acme_thing" "unknown_value" {
  setting = var.unset
}

variable "unset" {
}
