resource "acme_disk" "pass_owner" {
  owner = "a"
}

resource "acme_key" "fail_without" {
}

data "acme_key" "other_data" {
}
