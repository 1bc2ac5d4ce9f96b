resource "acme_server" "fail_linked" {
}

resource "acme_address" "fail_linked" {
  server = acme_server.fail_linked.id
}

resource "acme_server" "pass_alone" {
}

resource "acme_address" "pass_alone" {
}
