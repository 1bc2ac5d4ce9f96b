resource "acme_server" "fail_public" {
}

resource "acme_address" "other_public" {
  server = acme_server.fail_public.id
  public = true
}

resource "acme_server" "pass_private" {
}

resource "acme_address" "other_private" {
  server = acme_server.pass_private.id
  public = false
}

resource "acme_server" "unknown_address" {
}

resource "acme_address" "other_not_known" {
  server = acme_server.unknown_address.id
  public = var.unset
}

resource "acme_server" "pass_alone" {
}

variable "unset" {
}
