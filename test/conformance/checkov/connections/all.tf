resource "acme_key" "pass_used" {
}

resource "acme_disk" "other_disk" {
  key = acme_key.pass_used.id
}

resource "acme_key" "fail_unused" {
}

output "key" {
  value = acme_key.fail_unused.id
}
