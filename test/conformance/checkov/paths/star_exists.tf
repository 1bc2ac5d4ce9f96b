resource "acme_thing" "pass_one" {
  rule {
    port = 80
  }
  rule {
  }
}

resource "acme_thing" "pass_value_not_known" {
  rule {
    port = var.unset
  }
}

resource "acme_thing" "fail_none" {
  rule {
  }
}

resource "acme_thing" "fail_missing" {
}

variable "unset" {
}
