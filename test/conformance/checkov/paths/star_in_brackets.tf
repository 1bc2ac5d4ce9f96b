resource "acme_thing" "pass_one_of_two" {
  rule {
    port = 80
  }
  rule {
    port = 443
  }
}

resource "acme_thing" "fail_none" {
  rule {
    port = 80
  }
  rule {
    port = 22
  }
}
