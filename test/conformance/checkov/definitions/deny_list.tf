resource "acme_disk" "other_disk" {
}

resource "acme_key" "fail_listed" {
}
