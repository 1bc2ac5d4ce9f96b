resource "acme_thing" "pass_one" {
  rule {
    cidrs = ["a"]
  }
}

resource "acme_thing" "fail_two" {
  rule {
    cidrs = ["a", "b"]
  }
}

resource "acme_thing" "fail_missing" {
}
