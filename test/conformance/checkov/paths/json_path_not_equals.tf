resource "acme_thing" "fail_one_of_two" {
  rule {
    port = 80
  }
  rule {
    port = 443
  }
}

resource "acme_thing" "pass_none" {
  rule {
    port = 80
  }
  rule {
    port = 22
  }
}

resource "acme_thing" "pass_missing" {
}
