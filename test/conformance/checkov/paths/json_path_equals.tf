resource "acme_thing" "fail_one_of_two" {
  rule {
    port = 80
  }
  rule {
    port = 443
  }
}

resource "acme_thing" "pass_all" {
  rule {
    port = 443
  }
  rule {
    port = 443
  }
}

resource "acme_thing" "fail_missing" {
}

resource "acme_thing" "unknown_element" {
  rule {
    port = 443
  }
  rule {
    port = var.unset
  }
}

variable "unset" {
}
