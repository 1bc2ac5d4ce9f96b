resource "acme_thing" "fail_one" {
  rule {
    port = 80
  }
  rule {
  }
}

resource "acme_thing" "pass_none" {
  rule {
  }
}

resource "acme_thing" "pass_missing" {
}
