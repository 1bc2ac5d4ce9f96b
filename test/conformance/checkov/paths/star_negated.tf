resource "acme_thing" "pass_one_differs" {
  rule {
    port = 80
  }
  rule {
    port = 443
  }
}

resource "acme_thing" "fail_all_equal" {
  rule {
    port = 443
  }
  rule {
    port = 443
  }
}

resource "acme_thing" "fail_once" {
  rule {
    port = 443
  }
}

resource "acme_thing" "pass_missing" {
}

resource "acme_thing" "pass_missing_inside" {
  rule {
  }
}

resource "acme_thing" "unknown_element" {
  rule {
    port = 443
  }
  rule {
    port = var.unset
  }
}

resource "acme_thing" "pass_despite_unknown" {
  rule {
    port = 80
  }
  rule {
    port = var.unset
  }
}

variable "unset" {
}
