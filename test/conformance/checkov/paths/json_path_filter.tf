resource "acme_thing" "pass_selected" {
  rule {
    port     = 22
    protocol = "tcp"
  }
  rule {
    port     = 53
    protocol = "udp"
  }
}

resource "acme_thing" "fail_selected" {
  rule {
    port     = 22
    protocol = "udp"
  }
}

resource "acme_thing" "fail_none_selected" {
  rule {
    port     = 53
    protocol = "tcp"
  }
}

resource "acme_thing" "unknown_selection" {
  rule {
    port     = var.unset
    protocol = "tcp"
  }
}

variable "unset" {
}
