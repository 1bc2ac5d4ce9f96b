resource "acme_thing" "pass_once" {
  rule {
    apply {
      algorithm = "aws:kms"
    }
  }
}

resource "acme_thing" "fail_other" {
  rule {
    apply {
      algorithm = "AES256"
    }
  }
}

resource "acme_thing" "fail_missing_inside" {
  rule {
  }
}
