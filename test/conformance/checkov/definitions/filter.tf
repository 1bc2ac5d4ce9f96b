resource "acme_disk" "pass_owner" {
  owner = "a"
}

resource "acme_disk" "fail_without" {
}

resource "acme_server" "other_without" {
}
