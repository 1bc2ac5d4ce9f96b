resource "acme_server" "pass_good" {
}

resource "acme_firewall" "pass_good" {
  server  = acme_server.pass_good.id
  enabled = true
}

resource "acme_server" "fail_bad" {
}

resource "acme_firewall" "fail_bad" {
  server  = acme_server.fail_bad.id
  enabled = false
}

resource "acme_server" "fail_one_of_two_is_bad" {
}

resource "acme_firewall" "pass_one_of_two_is_bad" {
  server  = acme_server.fail_one_of_two_is_bad.id
  enabled = true
}

resource "acme_firewall" "fail_one_of_two_is_bad" {
  server  = acme_server.fail_one_of_two_is_bad.id
  enabled = false
}

resource "acme_server" "unknown_end" {
}

resource "acme_firewall" "unknown_end" {
  server  = acme_server.unknown_end.id
  enabled = var.unset
}

resource "acme_firewall" "fail_alone" {
  enabled = true
}

resource "acme_firewall" "fail_alone_and_not_known" {
  enabled = var.unset
}

variable "unset" {
}
