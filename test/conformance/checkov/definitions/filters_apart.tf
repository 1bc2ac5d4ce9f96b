resource "acme_disk" "pass_owner" {
  owner = "a"
}

resource "acme_disk" "fail_team" {
  team = "a"
}

resource "acme_server" "pass_team" {
  team = "a"
}

resource "acme_server" "fail_owner" {
  owner = "a"
}
