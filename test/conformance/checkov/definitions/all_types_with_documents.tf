resource "acme_policy" "fail_everybody" {
  policy = jsonencode({ Statement = [{ Principal = "*" }] })
}

resource "acme_policy" "pass_somebody" {
  policy = jsonencode({ Statement = [{ Principal = "me" }] })
}

resource "acme_key" "pass_no_document" {
  policy = jsonencode({ Statement = [{ Principal = "*" }] })
}
