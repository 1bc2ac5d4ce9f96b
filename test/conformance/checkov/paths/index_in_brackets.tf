resource "acme_thing" "pass_second" {
  rule {
    port = 80
  }
  rule {
    port = 443
  }
}

resource "acme_thing" "fail_first" {
  rule {
    port = 443
  }
  rule {
    port = 80
  }
}

resource "acme_thing" "fail_only" {
  rule {
    port = 443
  }
}
