resource "acme_disk" "pass_encrypted" {
  encrypted = true
}

resource "acme_store" "pass_key" {
  key = "k"
}

resource "acme_disk" "fail_neither" {
}

resource "acme_store" "fail_neither" {
}

resource "acme_server" "other_type" {
}
