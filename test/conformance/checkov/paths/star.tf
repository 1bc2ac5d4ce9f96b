resource "acme_thing" "pass_one_of_two" {
  rule {
    port = 80
  }
  rule {
    port = 443
  }
}

resource "acme_thing" "pass_once" {
  rule {
    port = 443
  }
}

resource "acme_thing" "pass_map" {
  rule = { port = 443 }
}

resource "acme_thing" "fail_none" {
  rule {
    port = 80
  }
  rule {
    port = 22
  }
}

resource "acme_thing" "fail_missing" {
}

resource "acme_thing" "unknown_element" {
  rule {
    port = 80
  }
  rule {
    port = var.unset
  }
}

resource "acme_thing" "pass_despite_unknown" {
  rule {
    port = 443
  }
  rule {
    port = var.unset
  }
}

variable "unset" {
}
