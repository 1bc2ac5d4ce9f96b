resource "acme_thing" "pass_number" {
  setting = 3389
}

resource "acme_thing" "pass_text" {
  setting = "3389"
}

resource "acme_thing" "pass_range" {
  setting = "3000-4000"
}

resource "acme_thing" "pass_edge" {
  setting = "3389-4000"
}

resource "acme_thing" "pass_star" {
  setting = "*"
}

resource "acme_thing" "pass_list" {
  setting = ["22", "3300-3400"]
}

resource "acme_thing" "fail_number" {
  setting = 22
}

resource "acme_thing" "fail_range" {
  setting = "1000-2000"
}

resource "acme_thing" "fail_list" {
  setting = ["22", "80-90"]
}

resource "acme_thing" "fail_missing" {
}

resource "acme_thing" "unknown_value" {
  setting = var.unset
}

variable "unset" {
}
