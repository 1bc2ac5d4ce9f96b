resource "acme_server" "pass_watched" {
  size = "large"
}

resource "acme_watch" "other_watch" {
  server = acme_server.pass_watched.id
}

resource "acme_server" "pass_small_and_inside" {
  size    = "small"
  network = acme_network.other_network.id
}

resource "acme_network" "other_network" {
}

resource "acme_server" "fail_large_and_inside" {
  size    = "large"
  network = acme_network.other_network.id
}

resource "acme_server" "fail_small_and_outside" {
  size = "small"
}
