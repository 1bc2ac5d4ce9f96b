resource "acme_disk" "pass_listed" {
}

resource "acme_key" "fail_elsewise" {
}

data "acme_key" "other_data" {
}
