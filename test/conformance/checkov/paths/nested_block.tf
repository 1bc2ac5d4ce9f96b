resource "acme_thing" "pass_once" {
  rule {
    port = 443
  }
}

resource "acme_thing" "fail_other" {
  rule {
    port = 80
  }
}

resource "acme_thing" "fail_missing" {
}

resource "acme_thing" "fail_several" {
  rule {
    port = 443
  }
  rule {
    port = 443
  }
}

resource "acme_thing" "unknown_value" {
  rule {
    port = var.unset
  }
}

resource "acme_thing" "unknown_number_of_blocks" {
  dynamic "rule" {
    for_each = var.unset
    content {
      port = 443
    }
  }
}

variable "unset" {
}
