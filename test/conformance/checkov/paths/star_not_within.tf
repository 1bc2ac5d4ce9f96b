resource "acme_thing" "pass_one" {
  rule {
    port = 22
  }
  rule {
    port = 443
  }
}

resource "acme_thing" "fail_all_within" {
  rule {
    port = 80
  }
  rule {
    port = 443
  }
}
