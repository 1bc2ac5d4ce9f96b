resource "acme_server" "pass_attribute" {
  log = "x"
}

resource "acme_server" "pass_connection" {
}

resource "acme_log" "pass_connection" {
  server = acme_server.pass_connection.id
}

resource "acme_server" "fail_neither" {
}

resource "acme_log" "fail_alone" {
}
