resource "acme_thing" "pass_one" {
  rule {
    cidrs = ["10.0.0.0/8"]
  }
  rule {
    cidrs = ["0.0.0.0/0"]
  }
}

resource "acme_thing" "fail_none" {
  rule {
    cidrs = ["10.0.0.0/8"]
  }
  rule {
    cidrs = ["10.0.0.0/8"]
  }
}

resource "acme_thing" "fail_missing" {
}
