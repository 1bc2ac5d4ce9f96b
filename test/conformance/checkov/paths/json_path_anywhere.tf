resource "acme_thing" "fail_deep" {
  rule {
    part {
      password = "x"
    }
  }
}

resource "acme_thing" "pass_without" {
  rule {
    part {
      name = "x"
    }
  }
}
