resource "acme_server" "pass_referred_to" {
}

resource "acme_firewall" "pass_refers" {
  part {
    servers = [acme_server.pass_referred_to.id]
  }
}

resource "acme_server" "pass_refers" {
  firewall = acme_firewall.pass_referred_to.id
}

resource "acme_firewall" "pass_referred_to" {
}

locals {
  firewall = acme_guard.pass_through_local.id
}

resource "acme_server" "pass_through_local" {
  firewall = local.firewall
}

resource "acme_guard" "pass_through_local" {
}

resource "acme_server" "fail_alone" {
}

resource "acme_firewall" "fail_alone" {
}

resource "acme_server" "fail_refers_to_its_like" {
  other = acme_server.fail_alone.id
}

resource "acme_disk" "other_type" {
  server = acme_server.fail_alone.id
}
