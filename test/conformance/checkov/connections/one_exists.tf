resource "acme_server" "pass_one_of_two_is_bad" {
}

resource "acme_firewall" "pass_one_of_two_is_bad" {
  server  = acme_server.pass_one_of_two_is_bad.id
  enabled = true
}

resource "acme_firewall" "fail_one_of_two_is_bad" {
  server  = acme_server.pass_one_of_two_is_bad.id
  enabled = false
}

resource "acme_server" "fail_all_bad" {
}

resource "acme_firewall" "fail_all_bad" {
  server  = acme_server.fail_all_bad.id
  enabled = false
}

resource "acme_server" "fail_alone" {
}
