resource "acme_disk" "other_disk" {
}

resource "acme_key" "pass_key" {
}
