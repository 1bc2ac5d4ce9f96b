resource "acme_server" "fail_alone" {
}

resource "acme_disk" "other_type" {
  server = acme_server.fail_alone.id
}
